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

// headBytes is by how many bytes forms are chosen: most words that begin as
// "quarter" or "June" do part from them within three.
const headBytes = 3

// maxHeads bounds the memory of beginning.
const maxHeads = 1 << 14

// heads remembers the forms of ASCII heads.
var heads = struct {
	sync.RWMutex
	forms map[[headBytes]byte][]form
}{forms: map[[headBytes]byte][]form{}}

// beginning lists the forms to try on a window that begins with r. Where its
// head is ASCII, those are left out that no match of begins so.
func beginning(r rune, window string) []form {
	all := forms()[r]
	head, ok := headOf(window)
	if !ok || len(all) == 0 {
		return all
	}
	heads.RLock()
	out, known := heads.forms[head]
	heads.RUnlock()
	if known {
		return out
	}
	for _, f := range all {
		if begins(f.prog, []rune(string(head[:]))) {
			out = append(out, f)
		}
	}
	heads.Lock()
	if len(heads.forms) < maxHeads {
		heads.forms[head] = out
	}
	heads.Unlock()
	return out
}

func headOf(window string) (head [headBytes]byte, ok bool) {
	if len(window) < headBytes {
		return head, false
	}
	for i := range head {
		if head[i] = window[i]; head[i] >= utf8.RuneSelf {
			return head, false
		}
	}
	return head, true
}
