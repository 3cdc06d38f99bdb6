package vocabulary

import "strings"

// maxSynonym is the longest phrase that a synonym may replace, in words.
const maxSynonym = 8

// synonyms are phrases that are read as another, keyed by their words in
// common form. They keep the number of labels small.
type synonyms map[string]synonym

type synonym struct {
	to    string
	start bool // only a beginning of phrases
}

// add makes from be read as to. A word that begins with a comma may have one
// before it, or none.
// The form that stays is read as itself, so that no shorter synonym takes it
// apart.
func (s synonyms) add(from []string, to string) {
	s.grow("", from, to)
	s.grow("", strings.Fields(to), to)
}

func (s synonyms) grow(key string, rest []string, to string) {
	if len(rest) == 0 {
		s[key] = synonym{to: to}
		return
	}
	if key != "" {
		if _, ok := s[key]; !ok {
			s[key] = synonym{start: true}
		}
		key += " "
	}
	word := strings.TrimPrefix(rest[0], ",")
	s.grow(key+word, rest[1:], to)
	if word != rest[0] {
		s.grow(key+rest[0], rest[1:], to)
	}
}

// rewrite replaces the longest phrase at each place, and then once more: a
// phrase may hold what a first replacement made.
func (s synonyms) rewrite(in []token) []token { return s.pass(s.pass(in)) }

// touches says that some word begins a phrase to replace.
func (s synonyms) touches(label []string) bool {
	for _, w := range label {
		if _, ok := s[strings.TrimPrefix(w, ",")]; ok {
			return true
		}
	}
	return false
}

func (s synonyms) pass(in []token) []token {
	out := make([]token, 0, len(in))
	for i := 0; i < len(in); {
		to, n := s.longest(in[i:])
		if n == 0 {
			out = append(out, in[i])
			i++
			continue
		}
		for k, t := range spread(to, in[i:i+n]) {
			t.upper, t.owner = in[i].upper && k == 0, in[i+n-1].owner
			out = append(out, t)
		}
		i += n
	}
	return out
}

// longest finds the longest phrase at the head of in. The article in it does
// not count; a sign, or a comma that the phrase does not have, ends it.
func (s synonyms) longest(in []token) (to string, n int) {
	key := ""
	for i := 0; i < min(len(in), 2*maxSynonym); i++ {
		if i > 0 && in[i].mark {
			break
		}
		if i > 0 && skipped[in[i].text] && !in[i].comma {
			continue
		}
		if i > 0 {
			key += " "
		}
		if i > 0 && in[i].comma {
			key += ","
		}
		key += in[i].text
		found, ok := s[key]
		if !ok {
			break
		}
		if found.to != "" {
			to, n = found.to, i+1
		}
	}
	return to, n
}

// rewriteWords is rewrite for the words of a label.
func (s synonyms) rewriteWords(label []string) []string {
	if !s.touches(label) {
		return label
	}
	in := make([]token, len(label))
	for i, w := range label {
		in[i] = token{text: strings.TrimPrefix(w, ","), comma: len(w) > 1 && w[0] == ','}
	}
	out := label[:0:0]
	for _, t := range s.rewrite(in) {
		if t.comma {
			t.text = "," + t.text
		}
		out = append(out, t.text)
	}
	return out
}
