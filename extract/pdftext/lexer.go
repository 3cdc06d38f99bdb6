package pdftext

// kind tells tokens apart.
type kind uint8

const (
	tokEOF kind = iota
	tokNumber
	tokName   // without the slash
	tokString // literal or hexadecimal, decoded
	tokWord   // an operator, or true, false, null
	tokArrayOpen
	tokArrayClose
	tokDictOpen
	tokDictClose
)

// token is one token of a content stream or a CMap. text points into the
// source, or into the lexer's scratch, which lives until release is called.
type token struct {
	kind kind
	num  float64
	text []byte
}

// lexer cuts a content stream into tokens. It never fails: what makes no sense
// is passed over, as viewers do.
type lexer struct {
	src     []byte
	pos     int
	scratch []byte
}

// release gives up the texts of all tokens so far.
func (l *lexer) release() { l.scratch = l.scratch[:0] }

// next reads one token.
func (l *lexer) next() token {
	l.skipSpace()
	if l.pos >= len(l.src) {
		return token{kind: tokEOF}
	}
	c := l.src[l.pos]
	switch c {
	case '/':
		l.pos++
		return token{kind: tokName, text: l.name()}
	case '(':
		l.pos++
		return token{kind: tokString, text: l.literal()}
	case '<':
		l.pos++
		if l.accept('<') {
			return token{kind: tokDictOpen}
		}
		return token{kind: tokString, text: l.hex()}
	case '>':
		l.pos++
		l.accept('>')
		return token{kind: tokDictClose}
	case '[':
		l.pos++
		return token{kind: tokArrayOpen}
	case ']':
		l.pos++
		return token{kind: tokArrayClose}
	case ')', '{', '}':
		l.pos++
		return token{kind: tokWord, text: l.src[l.pos-1 : l.pos]}
	}
	if c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		return l.number()
	}
	return token{kind: tokWord, text: l.regular()}
}

func (l *lexer) accept(c byte) bool {
	if l.pos < len(l.src) && l.src[l.pos] == c {
		l.pos++
		return true
	}
	return false
}

func (l *lexer) skipSpace() {
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		if c == '%' {
			for l.pos < len(l.src) && l.src[l.pos] != '\n' && l.src[l.pos] != '\r' {
				l.pos++
			}
			continue
		}
		if class[c] != space {
			return
		}
		l.pos++
	}
}

// regular is a run of regular characters; the first is taken whatever it is.
func (l *lexer) regular() []byte {
	start := l.pos
	l.pos++
	for l.pos < len(l.src) && class[l.src[l.pos]] == 0 {
		l.pos++
	}
	return l.src[start:l.pos]
}

// number reads a number as viewers do: signs and points in wrong places end or
// do not disturb it. A word that only starts like a number (1_0) is a word.
func (l *lexer) number() token {
	start := l.pos
	var n, unit float64 = 0, 1
	negative, point, digits := false, false, 0
	for ; l.pos < len(l.src) && class[l.src[l.pos]] == 0; l.pos++ {
		switch c := l.src[l.pos]; {
		case c >= '0' && c <= '9':
			digits++
			if point {
				unit /= 10
				n += float64(c-'0') * unit
			} else {
				n = n*10 + float64(c-'0')
			}
		case c == '-' && digits == 0:
			negative = true
		case c == '-', c == '+':
		case c == '.' && !point:
			point = true
		default:
			if digits > 0 {
				return l.signed(n, negative) // "0Tc": the number ends where the word starts
			}
			l.pos = start
			return token{kind: tokWord, text: l.regular()}
		}
	}
	return l.signed(n, negative)
}

func (l *lexer) signed(n float64, negative bool) token {
	if negative {
		n = -n
	}
	return token{kind: tokNumber, num: n}
}

func (l *lexer) name() []byte {
	start := l.pos
	for l.pos < len(l.src) && class[l.src[l.pos]] == 0 {
		if l.src[l.pos] == '#' {
			return l.escapedName(start)
		}
		l.pos++
	}
	return l.src[start:l.pos]
}

// escapedName reads a name with #xx in it into the scratch.
func (l *lexer) escapedName(start int) []byte {
	from := len(l.scratch)
	l.scratch = append(l.scratch, l.src[start:l.pos]...)
	for l.pos < len(l.src) && class[l.src[l.pos]] == 0 {
		c := l.src[l.pos]
		if c == '#' && l.pos+2 < len(l.src) && unhex(l.src[l.pos+1]) >= 0 && unhex(l.src[l.pos+2]) >= 0 {
			c = byte(unhex(l.src[l.pos+1])<<4 | unhex(l.src[l.pos+2]))
			l.pos += 2
		}
		l.scratch = append(l.scratch, c)
		l.pos++
	}
	return l.scratch[from:len(l.scratch):len(l.scratch)]
}

// hex reads a hexadecimal string up to its closing bracket.
func (l *lexer) hex() []byte {
	from := len(l.scratch)
	high := -1
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		d := unhex(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			l.scratch = append(l.scratch, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		l.scratch = append(l.scratch, byte(high<<4))
	}
	return l.scratch[from:len(l.scratch):len(l.scratch)]
}

// literal reads a string in round brackets. One without escapes is not copied.
func (l *lexer) literal() []byte {
	start, depth := l.pos, 1
	for ; l.pos < len(l.src); l.pos++ {
		switch l.src[l.pos] {
		case '(':
			depth++
		case ')':
			depth--
			if depth == 0 {
				l.pos++
				return l.src[start : l.pos-1]
			}
		case '\\', '\r':
			return l.escaped(start, depth)
		}
	}
	return l.src[start:]
}

// escaped goes on with a literal string that has to be copied.
func (l *lexer) escaped(start, depth int) []byte {
	from := len(l.scratch)
	l.scratch = append(l.scratch, l.src[start:l.pos]...)
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			depth--
			if depth == 0 {
				return l.scratch[from:len(l.scratch):len(l.scratch)]
			}
		case '\r':
			l.accept('\n')
			c = '\n'
		case '\\':
			l.escape()
			continue
		}
		l.scratch = append(l.scratch, c)
	}
	return l.scratch[from:len(l.scratch):len(l.scratch)]
}

// escape reads what follows a backslash.
func (l *lexer) escape() {
	if l.pos >= len(l.src) {
		return
	}
	c := l.src[l.pos]
	l.pos++
	switch c {
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case '\r':
		l.accept('\n')
		return
	case '\n':
		return
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := int(c - '0')
		for i := 0; i < 2 && l.pos < len(l.src) && l.src[l.pos] >= '0' && l.src[l.pos] <= '7'; i++ {
			n = n<<3 | int(l.src[l.pos]-'0')
			l.pos++
		}
		c = byte(n)
	}
	l.scratch = append(l.scratch, c)
}

// The classes of bytes; zero is a regular character.
const (
	space     = 1
	delimiter = 2
)

var class = func() (c [256]byte) {
	for _, b := range "\x00\t\n\f\r " {
		c[b] = space
	}
	for _, b := range "()<>[]{}/%" {
		c[b] = delimiter
	}
	return c
}()

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
