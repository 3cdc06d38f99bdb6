package pattern

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Bounds of what is derived: more words than these tell little.
const (
	maxWords = 400
	maxClass = 16 // characters of a class that are taken for words
)

// needs lists words, in lower case, of which every match of re holds one; nil
// where no such list is known.
func needs(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return literal(re)
	case syntax.OpCharClass:
		return class(re)
	case syntax.OpCapture, syntax.OpPlus:
		return needs(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needs(re.Sub[0])
		}
	case syntax.OpConcat:
		best := runs(re.Sub)
		for _, sub := range re.Sub {
			if n := needs(sub); better(n, best) {
				best = n
			}
		}
		return best
	case syntax.OpAlternate:
		return either(re.Sub)
	}
	return nil
}

// runs lists the texts that some parts which follow one another may match, of
// the stretch of parts that tells most: " and six", " and nine".
func runs(subs []*syntax.Regexp) []string {
	var best []string
	for i := range subs {
		run := []string{""}
		for _, sub := range subs[i:] {
			next := exactly(sub)
			if next == nil || len(run)*len(next) > maxRuns {
				break
			}
			if run = crossed(run, next); !slices.Contains(run, "") && better(run, best) {
				best = run
			}
		}
	}
	return best
}

// maxRuns bounds the texts of runs: each is looked for.
const maxRuns = 64

// crossed is every text of a before every one of b.
func crossed(a, b []string) []string {
	var out []string
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// exactly lists all that re may match, in lower case; nil where that is much or
// not known.
func exactly(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpWordBoundary, syntax.OpNoWordBoundary, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine:
		return []string{""}
	case syntax.OpLiteral:
		if n := literal(re); n != nil && utf8.RuneCountInString(n[0]) == len(re.Rune) {
			return n
		}
	case syntax.OpCharClass:
		return class(re)
	case syntax.OpCapture:
		return exactly(re.Sub[0])
	case syntax.OpQuest:
		if n := exactly(re.Sub[0]); n != nil {
			return append([]string{""}, n...)
		}
	case syntax.OpConcat:
		out := []string{""}
		for _, sub := range re.Sub {
			n := exactly(sub)
			if n == nil || len(out)*len(n) > maxRuns {
				return nil
			}
			out = crossed(out, n)
		}
		return out
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			n := exactly(sub)
			if n == nil || len(out)+len(n) > maxRuns {
				return nil
			}
			out = append(out, n...)
		}
		return out
	}
	return nil
}

func either(subs []*syntax.Regexp) []string {
	var out []string
	for _, sub := range subs {
		n := needs(sub)
		if n == nil || len(out)+len(n) > maxWords {
			return nil
		}
		out = append(out, n...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// better says that texts hold the words of a more rarely than those of b.
func better(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) > 0
	}
	if x, y := shortest(a), shortest(b); x != y {
		return x > y
	}
	return len(a) < len(b)
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}

// literal is the longest part of a literal whose case folds within ASCII.
func literal(re *syntax.Regexp) []string {
	best, part := "", ""
	for _, r := range re.Rune {
		if r == utf8.RuneError || re.Flags&syntax.FoldCase != 0 && r >= utf8.RuneSelf && unicode.SimpleFold(r) != r {
			part = ""
			continue
		}
		part += lower(r)
		if len(part) > len(best) {
			best = part
		}
	}
	if best == "" {
		return nil
	}
	return []string{best}
}

// lower is r in lower case where it is an ASCII letter.
func lower(r rune) string {
	if r < utf8.RuneSelf {
		return strings.ToLower(string(r))
	}
	return string(r)
}

// class lists the characters of a small class.
func class(re *syntax.Regexp) []string {
	var out []string
	for i := 0; i+1 < len(re.Rune); i += 2 {
		for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
			if len(out) == maxClass || r == utf8.RuneError {
				return nil
			}
			out = append(out, lower(r))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// bytes is a set of them.
type bytes [256]bool

func (b *bytes) add(from, to byte) {
	for c := int(from); c <= int(to); c++ {
		b[c] = true
	}
}

func (b *bytes) join(o bytes) {
	for i, in := range o {
		b[i] = b[i] || in
	}
}

// anchored says that a match begins where the text does.
func anchored(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpCapture, syntax.OpConcat, syntax.OpPlus:
		return len(re.Sub) > 0 && anchored(re.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !anchored(sub) })
	}
	return false
}

// beginning is the set of bytes that a match of re may begin with; empty says
// that it may hold no byte at all.
func beginning(re *syntax.Regexp) (set bytes, empty bool) {
	switch re.Op {
	case syntax.OpLiteral:
		set.rune(re.Rune[0], re.Flags&syntax.FoldCase != 0)
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			set.runes(re.Rune[i], re.Rune[i+1])
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		set.add(0, 255)
	case syntax.OpCapture, syntax.OpPlus:
		return beginning(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		set, _ = beginning(re.Sub[0])
		return set, true
	case syntax.OpRepeat:
		set, empty = beginning(re.Sub[0])
		return set, empty || re.Min == 0
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			next, skip := beginning(sub)
			set.join(next)
			if !skip {
				return set, false
			}
		}
		return set, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			next, skip := beginning(sub)
			set.join(next)
			empty = empty || skip
		}
	default: // what matches between bytes, and what matches nothing
		return set, true
	}
	return set, empty
}

// rune adds the first byte of r, and with fold those of its other cases.
func (b *bytes) rune(r rune, fold bool) {
	b.runes(r, r)
	for o := unicode.SimpleFold(r); fold && o != r; o = unicode.SimpleFold(o) {
		b.runes(o, o)
	}
}

// runes adds the first bytes of a range of characters. The character that
// stands for bytes that are no UTF-8 may be any of those; surrogates never occur.
func (b *bytes) runes(from, to rune) {
	if from <= utf8.RuneError && utf8.RuneError <= to {
		b.add(0x80, 0xff)
	}
	if utf16.IsSurrogate(from) {
		from = 0xe000
	}
	if utf16.IsSurrogate(to) {
		to = 0xd7ff
	}
	if from <= to {
		b.add(lead(from), lead(to))
	}
}

func lead(r rune) byte {
	var buf [utf8.UTFMax]byte
	utf8.EncodeRune(buf[:], r)
	return buf[0]
}
