package prose

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed data/cues.txt
var cueData string

// lexicon maps a phrase, its words joined by spaces, to the letter of its
// kind.
type lexicon struct {
	kinds   map[string]byte
	longest map[string]int // words of the longest phrase, by its first word
}

// cues is the lexicon of data/cues.txt, read once.
var cues = sync.OnceValue(func() lexicon {
	lex := lexicon{kinds: map[string]byte{}, longest: map[string]int{}}
	for _, line := range strings.Split(cueData, "\n") {
		if len(line) < 3 || line[0] == '#' || line[1] != ':' {
			continue
		}
		for _, phrase := range strings.Split(line[2:], "|") {
			words := split(strings.TrimSpace(phrase))
			texts := make([]string, len(words))
			for i, w := range words {
				texts[i] = w.text
			}
			lex.kinds[strings.Join(texts, " ")] = line[0]
			lex.longest[texts[0]] = max(lex.longest[texts[0]], len(words))
		}
	}
	return lex
})

// match gives the kind of the longest phrase that words begin with, and how
// many words it has; 0 where they begin with none.
func (l lexicon) match(words []word) (byte, int) {
	for n := min(l.longest[words[0].text], len(words)); n > 0; n-- {
		if kind, ok := l.kinds[phrase(words[:n])]; ok {
			return kind, n
		}
	}
	return 0, 0
}

func phrase(words []word) string {
	if len(words) == 1 {
		return words[0].text
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// word is a word in lower case, a Chinese character, or a sign, and where it
// stands.
type word struct {
	text       string
	start, end int
}

// split cuts a text into words. Hyphens inside English words stay, with the
// spaces that a line break left beside them taken out ("year- over-year").
func split(text string) []word {
	var out []word
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, word{strings.ToLower(mend(text[start:end])), start, end})
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case letter(r), start >= 0 && inner(r) && letterAfter(text, i+len(string(r))):
			if start < 0 {
				start = i
			}
		case start >= 0 && r == ' ' && i > 0 && text[i-1] == '-' && letterAfter(text, i+1):
		default:
			flush(i)
			if r != ' ' && r != '\u00a0' {
				out = append(out, word{string(r), i, i + len(string(r))})
			}
		}
	}
	flush(len(text))
	return out
}

func mend(s string) string {
	s = strings.ReplaceAll(s, "- ", "-")
	s = strings.ReplaceAll(s, "–", "-")
	return strings.ReplaceAll(s, "’", "'")
}

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func inner(r rune) bool { return r == '-' || r == '–' || r == '\'' || r == '’' || r == '/' }

func letterAfter(text string, i int) bool {
	if i < len(text) && text[i] == ' ' {
		i++
	}
	return i < len(text) && letter(rune(text[i]))
}
