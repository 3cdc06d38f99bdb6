package pdftext

import (
	"context"
	"fmt"
	"slices"

	"github.com/ledongthuc/pdf"

	"tickmark/extract/layout"
)

// glyph is one drawn glyph. Its place is the start of its baseline on the page,
// y growing downward.
type glyph struct {
	chars
	x, y   float64
	width  float64 // along the baseline
	pad    float64 // space behind it that is part of how the text is spaced
	size   float64 // of its em
	dir    uint8   // where the baseline runs
	bold   bool
	hidden bool // drawn with no ink: the text layer of a scan
}

// state is the graphics state, as far as text needs it.
type state struct {
	ctm         matrix
	font        *font
	size        float64
	char, word  float64 // spacing: Tc, Tw
	stretch     float64 // Tz, 1 for 100 %
	lead, raise float64 // TL, Ts
	mode        int     // Tr
}

// interp runs content streams and collects the glyphs that they draw.
type interp struct {
	ctx    context.Context
	doc    *document
	st     state
	stack  []state
	tm     matrix // text matrix
	tlm    matrix // text line matrix
	res    *resources
	args   []token
	marked []markedContent
	forms  []string // references of the forms being drawn
	ops    int
	images int
	glyphs []glyph
	pen    pen
	rules  []layout.Rule
	width  float64 // of the page; what is drawn outside is cut off
	height float64
}

// resources are a page's or a form's, with the fonts found so far.
type resources struct {
	dict  pdf.Value
	refs  map[string]string // names of fonts to their references
	drawn map[string]string // names of forms and images to theirs
	fonts map[string]*font
	plain map[string]bool // graphics states without a font
}

func newResources(dict pdf.Value) *resources {
	return &resources{
		dict: dict, fonts: map[string]*font{}, plain: map[string]bool{},
		refs: dictRefs(dict.Key("Font")), drawn: dictRefs(dict.Key("XObject")),
	}
}

// markedContent is an open marked-content sequence; text replaces its glyphs
// where it has an /ActualText.
type markedContent struct {
	text   string
	actual bool
	from   int // glyphs before it
}

// run interprets a content stream.
func (in *interp) run(src []byte) error {
	l := lexer{src: src}
	in.args = in.args[:0]
	for {
		t := l.next()
		switch t.kind {
		case tokEOF:
			return nil
		case tokWord:
			if err := in.spend(1); err != nil {
				return err
			}
			if err := in.operator(t.text, &l); err != nil {
				return err
			}
			in.args = in.args[:0]
			l.release()
		default:
			if len(in.args) < maxOperands {
				in.args = append(in.args, t)
			}
		}
	}
}

// spend ends a page that draws without end, or that nobody waits for.
func (in *interp) spend(operators int) error {
	before := in.ops / checkEvery
	in.ops += operators
	if in.ops > maxOperators || len(in.glyphs) > maxGlyphs {
		return fmt.Errorf("page content: %w", ErrLimit)
	}
	if in.ops/checkEvery != before {
		return in.ctx.Err()
	}
	return nil
}

func (in *interp) operator(op []byte, l *lexer) error {
	switch string(op) {
	case "q":
		if len(in.stack) < maxStack {
			in.stack = append(in.stack, in.st)
		}
	case "Q":
		if n := len(in.stack); n > 0 {
			in.st, in.stack = in.stack[n-1], in.stack[:n-1]
		}
	case "cm":
		in.st.ctm = in.matrix().times(in.st.ctm)
	case "Do":
		return in.do(in.name(0))
	case "gs":
		in.extGState(in.name(0))
		return in.spend(lookupCost)
	case "BI":
		skipInlineImage(l)
		in.images++
	case "BMC":
		in.begin(markedContent{})
	case "BDC":
		in.beginProperties()
		return in.spend(lookupCost)
	case "EMC":
		in.end()
	default:
		if !in.path(op) {
			in.text(op)
		}
	}
	return nil
}

// text runs the operators of text objects.
func (in *interp) text(op []byte) {
	switch string(op) {
	case "Tj":
		in.show(in.str(0))
	case "TJ":
		in.showArray()
	case "'":
		in.nextLine()
		in.show(in.str(0))
	case "\"":
		in.st.word, in.st.char = in.num(0), in.num(1)
		in.nextLine()
		in.show(in.str(2))
	case "Td":
		in.move(in.num(0), in.num(1))
	case "TD":
		in.st.lead = -in.num(1)
		in.move(in.num(0), in.num(1))
	case "Tm":
		in.tlm = in.matrix()
		in.tm = in.tlm
	case "T*":
		in.nextLine()
	case "BT":
		in.tm, in.tlm = identityMatrix, identityMatrix
	case "Tf":
		in.st.font, in.st.size = in.font(in.name(0)), in.num(1)
	case "Tc":
		in.st.char = in.num(0)
	case "Tw":
		in.st.word = in.num(0)
	case "Tz":
		in.st.stretch = in.num(0) / 100
	case "TL":
		in.st.lead = in.num(0)
	case "Ts":
		in.st.raise = in.num(0)
	case "Tr":
		in.st.mode = int(in.num(0))
	}
}

func (in *interp) nextLine()         { in.move(0, -in.st.lead) }
func (in *interp) move(x, y float64) { in.tlm = in.tlm.shifted(x, y); in.tm = in.tlm }

func (in *interp) num(i int) float64 {
	if i < len(in.args) {
		return in.args[i].num
	}
	return 0
}

func (in *interp) name(i int) string {
	if i < len(in.args) && in.args[i].kind == tokName {
		return string(in.args[i].text)
	}
	return ""
}

func (in *interp) str(i int) []byte {
	if i < len(in.args) && in.args[i].kind == tokString {
		return in.args[i].text
	}
	return nil
}

func (in *interp) matrix() matrix {
	if len(in.args) < 6 {
		return identityMatrix
	}
	return matrix{in.num(0), in.num(1), in.num(2), in.num(3), in.num(4), in.num(5)}
}

// showArray shows the strings of TJ and moves by its numbers.
func (in *interp) showArray() {
	for _, t := range in.args {
		switch t.kind {
		case tokString:
			in.show(t.text)
		case tokNumber:
			by := -t.num / 1000 * in.st.size
			if in.st.font != nil && in.st.font.vertical {
				in.tm = in.tm.shifted(0, by)
			} else {
				in.tm = in.tm.shifted(by*in.st.stretch, 0)
			}
		}
	}
}

// letterSpace is up to which part of the size Tc sets letters apart within
// words; more of it sets words apart.
const letterSpace = 0.3

// show draws a string: ISO 32000-1 9.4.4.
func (in *interp) show(s []byte) {
	f := in.st.font
	if f == nil || in.st.size == 0 {
		return
	}
	full := in.tm.times(in.st.ctm)
	along := hypot(full[0], full[1])
	if along == 0 {
		return
	}
	g := glyph{
		pad:    max(0, min(in.st.char, letterSpace*in.st.size)) * along,
		size:   abs(full[0]*full[3]-full[1]*full[2]) / along * abs(in.st.size) * f.scale,
		dir:    direction(full[0]*in.st.size, full[1]*in.st.size),
		bold:   f.bold || in.st.mode == 2,
		hidden: in.st.mode == 3 || in.st.mode == 7,
	}
	x, y := 0.0, in.st.raise // in text space
	for len(s) > 0 && len(in.glyphs) <= maxGlyphs {
		d, n := f.next(s)
		g.chars = d.chars
		step := d.width * in.st.size
		move := step + in.st.char
		if n == 1 && s[0] == ' ' {
			move += in.st.word
		}
		s = s[n:]
		if f.vertical {
			in.put(g, full, x-step*in.st.stretch/2, y-0.88*in.st.size, abs(step)*along)
			y += -in.st.size + in.st.char
			continue
		}
		in.put(g, full, x, y, abs(step*in.st.stretch)*along)
		x += move * in.st.stretch
	}
	in.tm = in.tm.shifted(x, y-in.st.raise)
}

// put keeps a glyph that starts at x, y of the text space, if it is on the page.
func (in *interp) put(g glyph, full matrix, x, y, width float64) {
	g.x = x*full[0] + y*full[2] + full[4]
	g.y = x*full[1] + y*full[3] + full[5]
	g.width = width
	const edge = 2 // points that a glyph may stand out
	if g.x >= -edge && g.x <= in.width+edge && g.y >= -edge && g.y <= in.height+edge {
		in.glyphs = append(in.glyphs, g)
	}
}

// font finds a font by its name in the resources.
func (in *interp) font(name string) *font {
	r := in.res
	if f, ok := r.fonts[name]; ok {
		return f
	}
	f := in.doc.font(r.dict.Key("Font"), name, r.refs[name])
	r.fonts[name] = f
	return f
}

// extGState takes the font of a graphics state dictionary, which few have.
func (in *interp) extGState(name string) {
	if in.res.plain[name] {
		return
	}
	v := in.res.dict.Key("ExtGState").Key(name).Key("Font")
	if v.Len() != 2 {
		in.res.plain[name] = true
		return
	}
	if f, err := in.doc.tryFont(v.Index(0)); err == nil {
		in.st.font, in.st.size = f, v.Index(1).Float64()
	}
}

// do draws a form; images are counted.
func (in *interp) do(name string) error {
	x := in.res.dict.Key("XObject").Key(name)
	if x.Key("Subtype").Name() != "Form" {
		in.images++
		return nil
	}
	ref := in.res.drawn[name]
	if len(in.forms) >= maxFormDepth || ref != "" && slices.Contains(in.forms, ref) {
		return nil
	}
	src, err := in.doc.stream(x, maxStream)
	if err != nil {
		return nil // a form that cannot be read draws nothing, as in viewers
	}
	if err := in.spend(formCost + len(src)/bytesPerOperator); err != nil {
		return err
	}
	in.forms = append(in.forms, ref)
	err = in.form(x, src)
	in.forms = in.forms[:len(in.forms)-1]
	return err
}

func (in *interp) form(x pdf.Value, src []byte) error {
	st, stack, res, tm, tlm := in.st, in.stack, in.res, in.tm, in.tlm
	marked, args := in.marked, in.args
	if m := x.Key("Matrix"); m.Len() == 6 {
		in.st.ctm = readMatrix(m).times(in.st.ctm)
	}
	if r := x.Key("Resources"); r.Kind() == pdf.Dict {
		in.res = newResources(r)
	}
	in.stack, in.marked, in.args = nil, nil, nil
	err := in.run(src)
	in.st, in.stack, in.res, in.tm, in.tlm = st, stack, res, tm, tlm
	in.marked, in.args = marked, args
	return err
}

func readMatrix(v pdf.Value) (m matrix) {
	for i := range m {
		m[i] = v.Index(i).Float64()
	}
	return m
}
