package vocabulary

import (
	"strings"

	"tickmark/extract/pattern"
)

// phrase is a label or sentence in common form.
type phrase struct {
	words  []token
	orient int // 1 where an alternation prints the gain plain, -1 where it prints the loss plain
	marked bool
}

// Normalize is label in common form: the words that Match compares, joined by
// single spaces. It is empty where nothing of the label says anything.
func Normalize(label string) string {
	p := clean(label, nil)
	return p.key()
}

func (p phrase) key() string {
	words := make([]string, len(p.words))
	for i, w := range p.words {
		words[i] = w.text
	}
	return strings.Join(words, " ")
}

// clean brings a whole label into common form: list marks, notes, units and
// basis marks gone, alternations folded, issuer names replaced.
func clean(label string, known names) phrase {
	p := phrase{words: tokens(unlisted(label))}
	p.words = join(p.words)
	p.words = dropNotes(p.words)
	p.words = owners(p.words, known)
	p.words = markBases(p.words)
	p.words, p.orient = alternations(p.words)
	kept := p.words[:0]
	for _, t := range p.words {
		switch {
		case t.mark:
			p.marked = true
		case !filler[t.text]:
			kept = append(kept, t)
		}
	}
	p.words = untailed(kept)
	return p
}

// filler words and signs are passed over when labels are compared.
var filler = map[string]bool{opening: true, closing: true, slash: true, stop: true, "the": true, "our": true, "之": true, "的": true}

// listForm is what stands before a label in a list: 一、 （一） 1. (a) 其中：
// 加： Less: and dashes.
var listForm = pattern.New(`(?i)^[\s　\x{00a0}•·●\-–—*]*(?:(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、．]|\d{1,2}\.\s|[（(][a-z]{1,4}[)）]\s|[IVX]{1,5}[.、．]\s*|` +
	`(?:其中|其中包括|加|减|減|减去|加回|add back|add|less|plus|minus|including|include|of which)[:：])[\s　]*)+`)

// hanList is a list number that stands against a Chinese label: 1.归属于….
var hanList = pattern.New(`^\s*\d{1,2}\.\p{Han}`)

func unlisted(label string) string {
	if hanList.MatchString(label) {
		return label[strings.IndexByte(label, '.')+1:]
	}
	if at := listForm.FindStringIndex(label); at != nil && at[1] < len(label) {
		return label[at[1]:]
	}
	return strings.TrimLeft(label, " \t\u00a0•·●-–—*")
}

// join makes one word of "non" and what follows it: non-current, non–GAAP and
// noncurrent are the same.
func join(in []token) []token {
	out := in[:0]
	for i := 0; i < len(in); i++ {
		t := in[i]
		if t.text == "non" && i+1 < len(in) && wordish(in[i+1]) {
			next := in[i+1]
			t.text, t.end = "non"+next.text, next.end
			i++
		}
		out = append(out, t)
	}
	return out
}

func wordish(t token) bool { return t.text != "" && t.text[0] >= 'a' && t.text[0] <= 'z' }

// noteForm is the content of parentheses that says nothing of a label: a note
// reference, a state of audit, a unit. Words are in common form, joined by
// spaces.
var noteForm = pattern.New(`^(?:[a-z]{0,2}\d{0,3}[a-z]?|[ivx]{1,5}|(?:note|附 注|附 註|注 释|注|see note|reference|ref)\b.*|附 注.*|注.*|.*号 填 列|unaudited|audited|` +
	`未 ?经 ?审 ?[核计]|经 ?审 ?[核计]|(?:as )?(?:restated|adjusted|reported|revised)|经 重 [述列]|` +
	`(?:in )?(?:rmb|us\$?|usd|hk\$?|hkd|million|thousand|billion|000|'000|and|except.*|of|in|per share|per ads|/ ?share|/ ?ads| )+|(?:人 民 币)? ?(?:百 ?万|千|万|亿)? ?(?:港|美|日)? ?元(?: ?/? ?股)?|元 / 股|股|` +
	`%|percent|expressed in .*|in percentage|in %|million share|mezzanine)$`)

// dropNotes removes parenthesised groups that say nothing.
func dropNotes(in []token) []token {
	if !has(in, opening) {
		return in
	}
	out := make([]token, 0, len(in))
	for i := 0; i < len(in); i++ {
		if in[i].text == opening {
			if end := groupEnd(in, i); end > 0 && noteForm.MatchString(inside(in[i+1:end])) {
				i = end
				continue
			}
		}
		out = append(out, in[i])
	}
	return out
}

// groupEnd is the index of the parenthesis that closes the one at i; -1 where
// none does.
func groupEnd(in []token, i int) int {
	depth := 0
	for j := i; j < len(in); j++ {
		switch in[j].text {
		case opening:
			depth++
		case closing:
			depth--
		}
		if depth == 0 {
			return j
		}
	}
	return -1
}

func inside(in []token) string {
	words := make([]string, len(in))
	for i, t := range in {
		words[i] = t.text
	}
	return strings.Join(words, " ")
}

// tails are words at the end of a label that name a unit or a state of audit.
var tails = map[string]bool{"rmb": true, "us$": true, "hk$": true, "usd": true, "unaudited": true, "audited": true}

func untailed(in []token) []token {
	for len(in) > 1 && tails[in[len(in)-1].text] {
		in = in[:len(in)-1]
	}
	return in
}
