package quantity

import "strings"

// ranges finds the two ends of "RMB1.85 billion to RMB2.0 billion" and lets
// the ends share what is printed once.
func ranges(text string, all []Number) {
	for i := 1; i < len(all); i++ {
		a, b := &all[i-1], &all[i]
		if b.Start-a.End > lookaround {
			continue
		}
		between := strings.ToLower(strings.TrimSpace(text[a.End:b.Start]))
		if a.Malformed || b.Malformed {
			if dashes[between] {
				a.Malformed, b.Malformed = a.Malformed || !a.Scaled, b.Malformed || b.Unit == ""
			}
			continue
		}
		switch between {
		case "to", "-", "–", "—", "~", "～", "至", "到":
			if _, ok := cutWord(text[max(0, a.Start-lookaround):a.Start], "from", "由", "自", "从", "從"); ok {
				continue
			}
		case "and", "和", "与", "與":
			if _, ok := cutWord(text[max(0, a.Start-lookaround):a.Start], "between", "介乎", "介于", "介於"); !ok {
				continue
			}
		default:
			continue
		}
		if a.Unit == "" && b.Unit == "" && between != "and" && !a.counts(text) {
			continue
		}
		pair(a, b)
	}
}

// dashes stand between the ends of a range: where one end is malformed, the other
// lacks what they share.
var dashes = map[string]bool{"-": true, "–": true, "—": true, "~": true, "～": true, "to": true, "至": true, "到": true}

// counts says that a plain number is printed as a count is, with separators or
// a scale: no year, no page.
func (n Number) counts(text string) bool {
	return n.Scaled || strings.ContainsAny(text[n.From:n.To], ",，")
}

// pair marks a and b as the ends of a range, where they can be.
func pair(a, b *Number) {
	if a.Unit != "" && b.Unit != "" && a.Unit != b.Unit || a.Scaled && !b.Scaled ||
		a.Unit == "" && b.Start < b.From && b.Qualifier == "" {
		return
	}
	if b.Scaled && !a.Scaled {
		if a.Value.Abs().Cmp(Amount{1, 6}) >= 0 {
			return
		}
		a.Value = a.Value.Shift(scaleOf(b))
	}
	if a.Value.Cmp(b.Value) >= 0 {
		return
	}
	if a.Unit == "" {
		a.Unit = b.Unit
	}
	if b.Unit == "" {
		b.Unit = a.Unit
	}
	a.Low, b.High = true, true
}

// scaleOf is the power of ten that b's scale words made.
func scaleOf(b *Number) int {
	return int(b.Value.Exp) + b.printedDecimals
}
