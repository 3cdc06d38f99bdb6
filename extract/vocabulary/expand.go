package vocabulary

import (
	"errors"
	"fmt"
	"strings"
)

// Bounds of the data files' notation.
const (
	maxExpansion = 20000 // labels that one line may stand for
	maxDepth     = 8     // of macros in macros
)

// expander writes out the notation of labels: (a|b) is either, (a|) is a or
// nothing, {name} is a macro. A comma in a label says that sentences may
// print one there.
type expander struct {
	macros map[string]string
	plain  map[string][]string   // words of the plain texts read so far
	chosen map[string][][]string // and what its choices stand for
}

func newExpander(macros map[string]string) expander {
	return expander{macros, map[string][]string{}, map[string][][]string{}}
}

var errNotation = errors.New("unbalanced braces or parentheses")

// expand lists the labels that text stands for, each in common form, word by
// word. A word that a comma may precede begins with a comma.
func (e expander) expand(text string) ([][]string, error) {
	return e.sequence(text, 0)
}

func (e expander) sequence(text string, depth int) ([][]string, error) {
	out := [][]string{nil}
	for text != "" {
		head, choice, rest, err := e.next(text)
		if err != nil {
			return nil, err
		}
		out = times(out, [][]string{e.words(head)})
		if choice != "" {
			alternatives, err := e.choice(choice, depth+1)
			if err != nil {
				return nil, err
			}
			out = times(out, alternatives)
		}
		if len(out) > maxExpansion {
			return nil, fmt.Errorf("stands for more than %d labels", maxExpansion)
		}
		text = rest
	}
	return out, nil
}

// next cuts text into plain words, the choice that follows them, and the
// rest. A choice is "a|b", from parentheses or from a macro.
func (e expander) next(text string) (head, choice, rest string, err error) {
	i := strings.IndexAny(text, "({})")
	if i < 0 {
		return text, "", "", nil
	}
	head = text[:i]
	if text[i] == '{' {
		name, after, ok := strings.Cut(text[i+1:], "}")
		body, known := e.macros[name]
		if !ok || !known {
			return "", "", "", fmt.Errorf("no macro {%s}", name)
		}
		return head, body, after, nil
	}
	end := balanced(text[i:])
	if end < 0 {
		return "", "", "", errNotation
	}
	return head, text[i+1 : i+end], text[i+end+1:], nil
}

// balanced is the index of the parenthesis that closes the one at 0, -1 where
// none does.
func balanced(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			if text[i] != ')' {
				return -1
			}
			return i
		}
	}
	return -1
}

func (e expander) choice(body string, depth int) ([][]string, error) {
	if depth > maxDepth {
		return nil, errors.New("macros nest too deep")
	}
	if known, ok := e.chosen[body]; ok {
		return known, nil
	}
	var out [][]string
	for _, alternative := range topLevel(body) {
		list, err := e.sequence(alternative, depth)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	e.chosen[body] = out
	return out, nil
}

func (e expander) words(text string) []string {
	known, ok := e.plain[text]
	if !ok {
		known = words(text)
		e.plain[text] = known
	}
	return known
}

// topLevel cuts a choice at the bars outside parentheses.
func topLevel(body string) []string {
	var out []string
	depth, from := 0, 0
	for i := range len(body) {
		switch body[i] {
		case '(':
			depth++
		case ')':
			depth--
		case '|':
			if depth == 0 {
				out = append(out, body[from:i])
				from = i + 1
			}
		}
	}
	return append(out, body[from:])
}

// words brings plain text of a label into common form.
func words(text string) []string {
	var out []string
	for _, t := range join(tokens(text)) {
		switch {
		case filler[t.text]:
		case t.comma:
			out = append(out, ","+t.text)
		default:
			out = append(out, t.text)
		}
	}
	if pending := strings.TrimRight(text, " "); strings.HasSuffix(pending, ",") {
		out = append(out, ",")
	}
	return out
}

// times appends every tail to every head. A comma that ends a head goes to
// the first word of the tail.
func times(heads, tails [][]string) [][]string {
	out := make([][]string, 0, len(heads)*len(tails))
	all := make([]string, 0, total(heads)*len(tails)+total(tails)*len(heads))
	for _, h := range heads {
		for _, t := range tails {
			from := len(all)
			all = append(all, h...)
			if n := len(all); n > from && all[n-1] == "," && len(t) > 0 {
				all[n-1] = "," + strings.TrimPrefix(t[0], ",")
				t = t[1:]
			}
			all = append(all, t...)
			out = append(out, all[from:len(all):len(all)])
		}
	}
	return out
}

// total is how many words some labels have.
func total(labels [][]string) int {
	n := 0
	for _, l := range labels {
		n += len(l)
	}
	return n
}
