// Package render prints: facts, misses and ledger rows in the one shape that
// every command shares, and a canvas as Markdown, JSON, HTML and XLSX.
//
// Every word that came out of a document is hostile here. It never becomes
// markup, a script, a link of a foreign scheme or a spreadsheet formula.
package render
