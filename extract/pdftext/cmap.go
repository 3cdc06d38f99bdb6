package pdftext

import (
	"sort"
	"unicode/utf16"
)

// cmap is a parsed CMap: of /ToUnicode (codes to characters) or of /Encoding
// (codes to CIDs).
type cmap struct {
	spaces   []codeSpace
	chars    map[uint32]chars
	cids     []cidRange // by rising lo
	vertical bool
}

// codeSpace is a range of codes of n bytes.
type codeSpace struct {
	n      int
	lo, hi uint32
}

// cidRange maps the codes lo to hi on the CIDs from cid.
type cidRange struct {
	lo, hi uint32
	cid    int
}

// parseCMap reads a CMap. use gives the CMap that it builds upon by name, nil
// where there is none. What is malformed is passed over.
func parseCMap(src []byte, use func(name string) *cmap) *cmap {
	p := cmapParser{lex: lexer{src: src}, m: &cmap{chars: map[uint32]chars{}}, use: use}
	for p.step() {
	}
	p.m.sort()
	return p.m
}

func (m *cmap) sort() {
	sort.SliceStable(m.cids, func(i, j int) bool { return m.cids[i].lo < m.cids[j].lo })
}

type cmapParser struct {
	lex  lexer
	m    *cmap
	use  func(string) *cmap
	last token // the token before, for usecmap and WMode
}

// step reads one token of the top level, and the section that it opens.
func (p *cmapParser) step() bool {
	t := p.lex.next()
	if t.kind == tokEOF || p.entries() > maxCMapEntries {
		return false
	}
	if t.kind == tokNumber && p.last.kind == tokName && string(p.last.text) == "WMode" {
		p.m.vertical = t.num == 1
	}
	if t.kind == tokWord {
		p.section(string(t.text))
		p.lex.release()
		t.text = nil
	}
	p.last = t
	return true
}

func (p *cmapParser) entries() int { return p.m.entries() }

func (m *cmap) entries() int { return len(m.chars) + len(m.cids) + len(m.spaces) }

func (p *cmapParser) section(word string) {
	switch word {
	case "usecmap":
		if p.last.kind == tokName && p.use != nil {
			p.m.extend(p.use(string(p.last.text)))
		}
	case "begincodespacerange":
		p.pairs(false, func(lo, hi []byte, _ token) {
			if n := len(lo); n >= 1 && n <= maxCode {
				p.m.spaces = append(p.m.spaces, codeSpace{n, code(lo), code(hi)})
			}
		})
	case "beginbfchar":
		p.single(func(c []byte, to token) { p.bf(code(c), to) })
	case "beginbfrange":
		p.pairs(true, p.bfRange)
	case "begincidchar":
		p.single(func(c []byte, to token) { p.cid(code(c), code(c), to) })
	case "begincidrange":
		p.pairs(true, func(lo, hi []byte, to token) { p.cid(code(lo), code(hi), to) })
	}
}

// single reads entries of one code and a target, until the section ends.
func (p *cmapParser) single(add func(c []byte, to token)) {
	for p.entries() <= maxCMapEntries {
		c := p.lex.next()
		if c.kind == tokWord || c.kind == tokEOF {
			return
		}
		to := p.lex.next()
		if c.kind == tokString {
			add(c.text, to)
		}
		p.lex.release()
	}
}

// pairs reads entries of a first and last code, with a target where there is one.
func (p *cmapParser) pairs(target bool, add func(lo, hi []byte, to token)) {
	for p.entries() <= maxCMapEntries {
		lo := p.lex.next()
		if lo.kind == tokWord || lo.kind == tokEOF {
			return
		}
		hi := p.lex.next()
		var to token
		if target {
			to = p.lex.next()
		}
		if lo.kind == tokString && hi.kind == tokString {
			add(lo.text, hi.text, to)
		}
		p.lex.release()
	}
}

func (p *cmapParser) bf(c uint32, to token) {
	switch to.kind {
	case tokString:
		p.m.chars[c] = normal(utf16String(to.text))
	case tokName:
		p.m.chars[c] = normal(glyphName(string(to.text)))
	}
}

// bfRange maps a range: on a string whose last character counts up, or on the
// strings of an array.
func (p *cmapParser) bfRange(lo, hi []byte, to token) {
	first, last := code(lo), code(hi)
	switch to.kind {
	case tokArrayOpen:
		for c := first; ; c++ {
			t := p.lex.next()
			if t.kind == tokArrayClose || t.kind == tokEOF || t.kind == tokWord {
				return
			}
			if c >= first && c <= last {
				p.bf(c, t)
			}
		}
	case tokString:
		units := utf16Units(to.text)
		if len(units) == 0 {
			return
		}
		text := []rune(string(utf16.Decode(units)))
		end := len(text) - 1
		start := text[end]
		before := normal(string(text[:end]))
		stop := min(uint64(last), uint64(first)+maxCMapRange-1)
		for c := uint64(first); c <= stop && len(p.m.chars) <= maxCMapEntries; c++ {
			next := start + rune(c-uint64(first)) // with carry: 00FF is followed by 0100
			p.m.chars[uint32(c)] = before.followed(normalRune(next))
		}
	}
}

func (p *cmapParser) cid(lo, hi uint32, to token) {
	if to.kind == tokNumber && to.num >= 0 && to.num < 1<<20 && lo <= hi {
		p.m.cids = append(p.m.cids, cidRange{lo, hi, int(to.num)})
	}
}

// extend takes over what m has not got from base.
func (m *cmap) extend(base *cmap) {
	if base == nil {
		return
	}
	m.spaces = append(m.spaces, base.spaces...)
	m.cids = append(m.cids, base.cids...)
	for c, t := range base.chars {
		m.chars[c] = t
	}
}

// overlapping is how many ranges are looked at for one that holds a code: more
// than one where a CMap changes part of the one that it builds upon.
const overlapping = 8

// cid gives the CID of a code, -1 where there is none.
func (m *cmap) cid(c uint32) int {
	i := sort.Search(len(m.cids), func(i int) bool { return m.cids[i].lo > c })
	for end := max(0, i-overlapping); i > end; {
		i--
		if r := m.cids[i]; c <= r.hi {
			return r.cid + int(c-r.lo)
		}
	}
	return -1
}

// maxCode is the most bytes that a code has. A code space of none would make
// no text ever end.
const maxCode = 4

// size tells how many bytes the code at the start of s has: the first code
// space that holds it, else that of the shortest.
func (m *cmap) size(s []byte) int {
	var c uint32
	for n := 1; n <= maxCode && n <= len(s); n++ {
		c = c<<8 | uint32(s[n-1])
		for _, sp := range m.spaces {
			if sp.n == n && within(c, sp) {
				return n
			}
		}
	}
	if len(m.spaces) == 0 {
		return min(2, len(s))
	}
	return min(m.spaces[0].n, len(s))
}

// within says that every byte of c is in the range of the same byte of sp.
func within(c uint32, sp codeSpace) bool {
	for i := 0; i < sp.n; i++ {
		b, lo, hi := byte(c>>(8*i)), byte(sp.lo>>(8*i)), byte(sp.hi>>(8*i))
		if b < lo || b > hi {
			return false
		}
	}
	return true
}

// code is a string of up to four bytes as a number.
func code(s []byte) uint32 {
	var c uint32
	for _, b := range s {
		c = c<<8 | uint32(b)
	}
	return c
}

func utf16Units(s []byte) []uint16 {
	if len(s) == 1 {
		return []uint16{uint16(s[0])} // seen in the wild: one byte for one character
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return units
}

func utf16String(s []byte) string { return string(utf16.Decode(utf16Units(s))) }
