package layout

import (
	"slices"
	"strings"
)

// mend puts figures together that a narrow column has broken into several
// lines, "9,251," over "880.12": half a figure must never pass for a whole one.
func (f *finder) mend() {
	kept := f.lines[:0]
	above := 0.0 // distance that the lines taken out leave behind
	for i := range f.lines {
		l := f.lines[i]
		if host := hostOf(kept, &l); host >= 0 {
			l.segs, l.rest = kept[host].graft(l.segs), true
			if len(l.segs) == 0 {
				above += l.above
				continue
			}
			l.x1 = l.segs[len(l.segs)-1].x1
		}
		if l.above > 0 {
			l.above += above
		}
		above = 0
		kept = append(kept, l)
	}
	f.lines = kept
}

// hostOf is the line whose figures go on in l, -1 where none does: the one
// above, or the one above that where figures of one line, set halfway down,
// stand between.
func hostOf(kept []line, l *line) int {
	host := len(kept) - 1
	if host > 0 && kept[host].rest {
		host--
	}
	if host < 0 || l.above <= 0 || l.above >= oneText {
		return -1
	}
	if broken(&kept[host], l) || signed(&kept[host], l) {
		return host
	}
	if between := kept[host].above; host > 0 && between > 0 && between+l.above < oneText && broken(&kept[host-1], l) {
		return host - 1
	}
	return -1
}

// broken says that the figures of line a go on in line b below it.
func broken(a, b *line) bool {
	if a.data() == textRow && !a.halves() {
		return false
	}
	evidence, at := false, 0
	for i, s := range b.segs {
		if i == 0 && !digits(s.text) {
			continue // the label goes on
		}
		for at < len(a.segs) && a.segs[at].x1 <= s.x0 {
			at++
		}
		if at == len(a.segs) || !digits(s.text) || !digits(a.segs[at].text) || a.segs[at].x0 >= s.x1 {
			return false
		}
		evidence = evidence || halved(a.segs[at].text, s.text)
	}
	return evidence
}

// signed says that line b holds nothing but amounts whose minus signs stand alone
// in line a above, beside whole amounts: "-" over "1,522,916.90".
func signed(a, b *line) bool {
	whole := 0
	for _, s := range a.segs {
		if s.kind == amount {
			whole++
		}
	}
	if whole == 0 || len(b.segs) == 0 {
		return false
	}
	for _, s := range b.segs {
		k := slices.IndexFunc(a.segs, func(o seg) bool { return o.x0 < s.x1 && s.x0 < o.x1 })
		if s.kind != amount || k < 0 || a.segs[k].text != "-" {
			return false
		}
	}
	return true
}

// halves says that a line holds parts of figures that are none by themselves.
func (l *line) halves() bool {
	for _, s := range l.segs {
		if s.kind == words && digits(s.text) && strings.Contains(s.text, ",") {
			return true
		}
	}
	return false
}

// digits says that text is made of what figures are made of.
func digits(text string) bool {
	found := false
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			found = true
		case !strings.ContainsRune(",.()-–%", r):
			return false
		}
	}
	return found
}

// halved says that two texts are the halves of one figure: neither is whole,
// or both together have the two decimals that the first lacks.
func halved(above, below string) bool {
	if strings.HasSuffix(above, ",") || strings.HasSuffix(above, ".") || below[0] == ',' || below[0] == '.' {
		return true
	}
	k, _, _ := figureOf(above)
	if _, fraction, ok := strings.Cut(above, "."); ok && k == amount {
		return len(fraction)+len(below) == 2 && strings.Trim(below, "0123456789") == ""
	}
	both, _, _ := figureOf(above + below)
	return k == words && both == amount
}

// graft adds the segments of the line below to those that they go on with, and
// gives back the others: the label.
func (l *line) graft(below []seg) []seg {
	var rest []seg
	at := 0
	for i, s := range below {
		if i == 0 && !digits(s.text) {
			rest = append(rest, s)
			continue
		}
		for l.segs[at].x1 <= s.x0 {
			at++
		}
		a := &l.segs[at]
		w := a.words[len(a.words)-1]
		w.Text, w.X1 = w.Text+s.text, max(w.X1, s.x1)
		*a = segOf(append(append([]Word(nil), a.words[:len(a.words)-1]...), w))
		l.x1 = max(l.x1, a.x1)
	}
	return rest
}
