package pdftext

import "fmt"

// tally counts what a page or file holds, to tell text from its absence.
type tally struct {
	visible, hidden, unknown, images int
}

func count(gs []glyph, images int) tally {
	t := tally{images: images}
	for _, g := range gs {
		switch {
		case g.r == ' ':
		case g.hidden:
			t.hidden++
		default:
			t.visible++
			if !g.known() {
				t.unknown++
			}
		}
	}
	return t
}

func (t *tally) add(u tally) {
	t.visible += u.visible
	t.hidden += u.hidden
	t.unknown += u.unknown
	t.images += u.images
}

// garbled is the share of unknown characters from which a text is no text.
const garbled = 0.25

// judge says why a file has nothing to read, nil if it has.
func (t tally) judge() error {
	switch {
	case t.visible == 0 && t.hidden > 0:
		return fmt.Errorf("%w: %d images, and hidden text that was guessed from them", ErrNoText, t.images)
	case t.visible == 0:
		return fmt.Errorf("%w: %d images", ErrNoText, t.images)
	case float64(t.unknown) > garbled*float64(t.visible):
		return fmt.Errorf("%w: %d of %d characters unknown", ErrGarbled, t.unknown, t.visible)
	}
	return nil
}
