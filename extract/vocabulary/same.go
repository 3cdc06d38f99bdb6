package vocabulary

import (
	"maps"
	"slices"
	"strings"
)

// maxSynonym is the longest phrase that a synonym may replace, in words.
const maxSynonym = 8

// synonyms are phrases that are read as another, in a trie over their words in
// common form. They keep the number of labels small. Node 0 is the root.
type synonyms struct {
	words map[string]int32
	next  map[phraseEdge]int32
	to    [][]string // by node: the words that the phrase is read as; nil where none ends
}

// phraseEdge leads from a node to the next by one word, with or without a
// comma before it.
type phraseEdge struct {
	edge
	comma bool
}

func newSynonyms() *synonyms {
	return &synonyms{words: map[string]int32{}, next: map[phraseEdge]int32{}, to: make([][]string, 1)}
}

func (s *synonyms) clone() *synonyms {
	return &synonyms{maps.Clone(s.words), maps.Clone(s.next), slices.Clone(s.to)}
}

// add makes from be read as to, unless that is empty. A word that begins with a comma may have one
// before it, or none.
// The form that stays is read as itself, so that no shorter synonym takes it
// apart.
func (s *synonyms) add(from []string, to string) {
	stay := strings.Fields(to)
	if len(stay) == 0 {
		return
	}
	s.grow(0, from, stay)
	s.grow(0, stay, stay)
}

func (s *synonyms) grow(node int32, rest, to []string) {
	if len(rest) == 0 {
		s.to[node] = to
		return
	}
	word, comma := strings.CutPrefix(rest[0], ",")
	s.grow(s.child(node, word, false), rest[1:], to)
	if comma {
		s.grow(s.child(node, word, true), rest[1:], to)
	}
}

func (s *synonyms) child(node int32, word string, comma bool) int32 {
	id, ok := s.words[word]
	if !ok {
		id = int32(len(s.words))
		s.words[word] = id
	}
	e := phraseEdge{edge{node, id}, comma}
	to, ok := s.next[e]
	if !ok {
		to = int32(len(s.to))
		s.to, s.next[e] = append(s.to, nil), to
	}
	return to
}

// step follows one word; false where no phrase goes on with it.
func (s *synonyms) step(node int32, word string, comma bool) (int32, bool) {
	id, ok := s.words[word]
	if !ok {
		return 0, false
	}
	to, ok := s.next[phraseEdge{edge{node, id}, comma}]
	return to, ok
}

// rewrite replaces the longest phrase at each place, and then once more: a
// phrase may hold what a first replacement made.
func (s *synonyms) rewrite(in []token) []token {
	once, changed := s.pass(in)
	if !changed {
		return in
	}
	twice, _ := s.pass(once)
	return twice
}

// touches says that some word begins a phrase to replace.
func (s *synonyms) touches(label []string) bool {
	for _, w := range label {
		if _, ok := s.step(0, strings.TrimPrefix(w, ","), false); ok {
			return true
		}
	}
	return false
}

// pass gives in itself where nothing is replaced.
func (s *synonyms) pass(in []token) (out []token, changed bool) {
	for i := 0; i < len(in); {
		to, n := s.longest(in[i:])
		if n > 0 && out == nil {
			out = append(make([]token, 0, len(in)+len(to)), in[:i]...)
		}
		switch {
		case n > 0:
			out = append(out, spread(to, in[i:i+n])...)
			first, last := len(out)-len(to), len(out)-1
			out[first].upper = in[i].upper
			for k := first; k <= last; k++ {
				out[k].owner = in[i+n-1].owner
			}
			i += n
		case out != nil:
			out = append(out, in[i])
			i++
		default:
			i++
		}
	}
	if out == nil {
		return in, false
	}
	return out, true
}

// longest finds the longest phrase at the head of in. The article in it does
// not count; a sign, or a comma that the phrase does not have, ends it.
func (s *synonyms) longest(in []token) (to []string, n int) {
	node := int32(0)
	for i := 0; i < min(len(in), 2*maxSynonym); i++ {
		if i > 0 && in[i].mark {
			break
		}
		if i > 0 && skipped[in[i].text] && !in[i].comma {
			continue
		}
		next, ok := s.step(node, in[i].text, i > 0 && in[i].comma)
		if !ok {
			break
		}
		if node = next; s.to[node] != nil {
			to, n = s.to[node], i+1
		}
	}
	return to, n
}

// rewriteWords is rewrite for the words of a label. buf is room to work in, for
// the next label too.
func (s *synonyms) rewriteWords(label []string, buf []token) ([]string, []token) {
	if !s.touches(label) {
		return label, buf
	}
	buf = buf[:0]
	for _, w := range label {
		buf = append(buf, token{text: strings.TrimPrefix(w, ","), comma: len(w) > 1 && w[0] == ','})
	}
	out := make([]string, 0, len(label))
	for _, t := range s.rewrite(buf) {
		if t.comma {
			t.text = "," + t.text
		}
		out = append(out, t.text)
	}
	return out, buf
}
