package prose

import "strings"

// joining are the words that join the last of several things to the others.
var joining = map[string]bool{"and": true, "及": true, "和": true, "以及": true, "与": true, "與": true, "as well as": true}

// summed gives the list of things that label i ends: one figure of "cash,
// restricted cash and time deposits" is of them all and not of time deposits.
// The list keeps its words and has no metric.
func (s *sentence) summed(i int) (subject, bool) {
	if i < 2 || s.tokens[i-1].kind != 'A' || !joining[strings.ToLower(s.wordsOf(i-1))] || !s.labelled(i-2) {
		return subject{}, false
	}
	first := i
	for first > 0 && (s.labelled(first-1) || strings.IndexByte("Ac", s.tokens[first-1].kind) >= 0) {
		first--
	}
	for !s.labelled(first) {
		first++
	}
	if first > 0 && s.tokens[first-1].kind == 'O' || first == i {
		return subject{}, false // the whole of a share stood there
	}
	from := s.printed(s.tokens[first].start, s.tokens[i].end)
	return subject{label: tidy(s.text[s.tokens[first].start:s.tokens[i].end]), from: from}, true
}

// labelled reports whether token i is a label, or a comma behind one.
func (s *sentence) labelled(i int) bool {
	if i > 0 && s.tokens[i].kind == 'c' {
		i--
	}
	return i >= 0 && (s.tokens[i].kind == 'L' || s.tokens[i].kind == 'l')
}

// wordsOf is the words of token i.
func (s *sentence) wordsOf(i int) string { return s.text[s.tokens[i].start:s.tokens[i].end] }
