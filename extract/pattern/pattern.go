// Package pattern holds regular expressions that cost nothing until a text
// could match them. Most labels and lines of a document match none of the
// hundred patterns that they are held against, and finding that out with a
// regular expression costs more than all the rest of the reading.
//
// What a match must hold or begin with is derived from the expression itself,
// so that a pattern says exactly what its expression does. It is parsed when a
// text first comes, and compiled when one first passes.
package pattern

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"sync"
)

// Pattern is a regular expression in the syntax of package regexp. Its methods
// are those of regexp.Regexp, and safe for concurrent use.
type Pattern struct {
	expr string
	gate func() *gate
	full func() *regexp.Regexp
}

var (
	mu  sync.Mutex
	all []*Pattern
)

// New makes a pattern, for a package's variables. It does not look at expr:
// the first use of a pattern that is none panics, and Check finds it before.
func New(expr string) *Pattern {
	p := &Pattern{expr: expr}
	p.gate = sync.OnceValue(func() *gate { return gateOf(expr) })
	p.full = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
	mu.Lock()
	defer mu.Unlock()
	all = append(all, p)
	return p
}

// Check names the first pattern made so far that is no regular expression.
func Check() error {
	mu.Lock()
	defer mu.Unlock()
	for _, p := range all {
		if _, err := syntax.Parse(p.expr, syntax.Perl); err != nil {
			return fmt.Errorf("pattern %q: %w", p.expr, err)
		}
	}
	return nil
}

// String is the expression.
func (p *Pattern) String() string { return p.expr }

// MatchString says that s holds a match.
func (p *Pattern) MatchString(s string) bool {
	return p.gate().admits(s) && p.full().MatchString(s)
}

// FindString is the leftmost match in s, empty where there is none.
func (p *Pattern) FindString(s string) string {
	if !p.gate().admits(s) {
		return ""
	}
	return p.full().FindString(s)
}

// FindStringIndex is where the leftmost match stands, nil where there is none.
func (p *Pattern) FindStringIndex(s string) []int {
	if !p.gate().admits(s) {
		return nil
	}
	return p.full().FindStringIndex(s)
}

// FindStringSubmatch is the leftmost match and its groups, nil where there is
// none.
func (p *Pattern) FindStringSubmatch(s string) []string {
	if !p.gate().admits(s) {
		return nil
	}
	return p.full().FindStringSubmatch(s)
}

// FindStringSubmatchIndex is where the leftmost match and its groups stand, nil
// where there is none.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if !p.gate().admits(s) {
		return nil
	}
	return p.full().FindStringSubmatchIndex(s)
}

// SubexpNames are the names of the groups, that of the whole match first.
func (p *Pattern) SubexpNames() []string { return p.full().SubexpNames() }

// FindAllStringIndex is where up to n matches stand, all where n is negative.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.gate().admits(s) {
		return nil
	}
	return p.full().FindAllStringIndex(s, n)
}

// ReplaceAllString is s with every match replaced, $1 in it by the group.
func (p *Pattern) ReplaceAllString(s, by string) string {
	if !p.gate().admits(s) {
		return s
	}
	return p.full().ReplaceAllString(s, by)
}
