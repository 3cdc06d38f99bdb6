package fiscal

import (
	"regexp"
	"regexp/syntax"
	"sync"
	"unicode/utf8"
)

// form is a kind, compiled to be tried at one place.
type form struct {
	at   *regexp.Regexp
	prog *syntax.Prog
	say  func(g []string) Mention
}

// forms lists, for each rune that a kind can begin with, the kinds to try
// there, in their order. They are compiled at the first use: a program that
// reads no period need not wait for them.
var forms = sync.OnceValue(func() map[rune][]form {
	out := map[rune][]form{}
	for _, k := range kinds {
		f := form{regexp.MustCompile(`^(?:` + k.form + `)`), program(k.form), k.say}
		for _, r := range firsts(k.form, f.prog) {
			out[r] = append(out[r], f)
		}
	}
	return out
})

func program(form string) *syntax.Prog {
	re, err := syntax.Parse(form, syntax.Perl)
	if err != nil {
		panic("fiscal: " + err.Error())
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		panic("fiscal: " + err.Error())
	}
	return prog
}

// firsts lists the runes that a match of form can begin with, among ASCII and
// the runes that form itself names.
func firsts(form string, prog *syntax.Prog) []rune {
	var out []rune
	tried := map[rune]bool{}
	for r := rune(0); r < utf8.RuneSelf; r++ {
		tried[r] = true
	}
	for _, r := range form {
		tried[r] = true
	}
	for r := range tried {
		if begins(prog, []rune{r}) {
			out = append(out, r)
		}
	}
	return out
}

// begins says that a match of prog can begin with the runes given, or be over
// before they are.
func begins(prog *syntax.Prog, runes []rune) bool {
	at := []uint32{uint32(prog.Start)}
	for _, r := range runes {
		var next []uint32
		seen := make([]bool, len(prog.Inst))
		for _, pc := range at {
			over := step(prog, pc, r, seen, &next)
			if over {
				return true
			}
		}
		if len(next) == 0 {
			return false
		}
		at = next
	}
	return true
}

// step follows prog from pc over r, and says that it can be over before r. What
// holds between runes is taken to hold.
func step(prog *syntax.Prog, pc uint32, r rune, seen []bool, next *[]uint32) (over bool) {
	if seen[pc] {
		return false
	}
	seen[pc] = true
	switch in := prog.Inst[pc]; in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return step(prog, in.Out, r, seen, next) || step(prog, in.Arg, r, seen, next)
	case syntax.InstCapture, syntax.InstEmptyWidth, syntax.InstNop:
		return step(prog, in.Out, r, seen, next)
	case syntax.InstMatch:
		return true
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		if in.MatchRune(r) {
			*next = append(*next, in.Out)
		}
	}
	return false
}

// headBytes is by how many bytes forms are chosen: nearly all words that begin
// as "quarter" or "the same" do part from them within seven.
const headBytes = 7

// maxHeads bounds the memory of beginning.
const maxHeads = 1 << 14

// head is the beginning of a piece: the forms of which a match may go on from
// there, and the heads that are one ASCII byte longer. One without forms has
// none.
type head struct {
	forms []form
	next  map[byte]*head
}

// heads remembers those that texts hold, by their first byte.
var heads = struct {
	sync.RWMutex
	first [utf8.RuneSelf]*head
	n     int
}{}

// beginning lists the forms to try on a window that begins with r. Those are
// left out that no match of begins with its ASCII head.
func beginning(r rune, window string) []form {
	if r >= utf8.RuneSelf {
		return forms()[r]
	}
	text := headOf(window)
	heads.RLock()
	h, known := find(text)
	heads.RUnlock()
	if !known {
		heads.Lock()
		h = grow(text)
		heads.Unlock()
	}
	return h.forms
}

// headOf is what forms are chosen by.
func headOf(window string) string {
	n := 0
	for n < len(window) && n < headBytes && window[n] < utf8.RuneSelf {
		n++
	}
	return window[:n]
}

// find follows a text as far as there are forms, and says whether that is known.
func find(text string) (*head, bool) {
	h := heads.first[text[0]]
	if h == nil {
		return nil, false
	}
	for i := 1; i < len(text) && len(h.forms) > 0; i++ {
		if h = h.next[text[i]]; h == nil {
			return nil, false
		}
	}
	return h, true
}

// grow is find that adds the heads it lacks, as long as there is room.
func grow(text string) *head {
	h := heads.first[text[0]]
	if h == nil {
		h = &head{forms: forms()[rune(text[0])]}
		heads.first[text[0]] = h
	}
	for i := 1; i < len(text) && len(h.forms) > 0; i++ {
		next := h.next[text[i]]
		if next == nil && heads.n == maxHeads {
			break
		}
		if next == nil {
			next = h.longer(text[:i+1])
			heads.n++
		}
		h = next
	}
	return h
}

// longer adds the head that text is, one byte longer than h.
func (h *head) longer(text string) *head {
	next := &head{}
	for _, f := range h.forms {
		if begins(f.prog, []rune(text)) {
			next.forms = append(next.forms, f)
		}
	}
	if h.next == nil {
		h.next = map[byte]*head{}
	}
	h.next[text[len(text)-1]] = next
	return next
}
