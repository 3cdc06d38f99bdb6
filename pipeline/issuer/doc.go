// Package issuer holds profiles as data: who an issuer is, where it
// publishes, what its own measures are called, and what its canvas shows.
// Some profiles are built in; the user adds others as YAML files.
package issuer
