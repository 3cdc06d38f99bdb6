package pdftext

import (
	"strconv"
	"strings"
	"sync"
)

// standardWidths takes the widths of the standard font that name means, as
// viewers do for fonts that bring no widths.
func standardWidths(table *[256]glyphs, name string) {
	core := coreFont(name)
	widths := coreWidths()[core]
	for c := range table {
		switch w, ok := widths[c], true; {
		case core == "Courier":
			table[c].width = 0.6
		case core == "Symbol" || core == "ZapfDingbats":
			table[c].width = float64(w) / 1000
		default:
			if w, ok = widths[int(table[c].r)]; ok {
				table[c].width = float64(w) / 1000
			}
		}
	}
}

// coreWidths are the widths of the standard fonts: by character, for the two
// symbol fonts by code.
var coreWidths = sync.OnceValue(func() map[string]map[int]int {
	fonts := map[string]map[int]int{}
	for line := range strings.Lines(string(unpack("widths"))) {
		f := strings.Fields(line)
		m := map[int]int{}
		for i := 1; i+1 < len(f); i += 2 {
			w, _ := strconv.Atoi(f[i+1])
			if c, err := strconv.Atoi(f[i]); err == nil {
				m[c] = w
			} else if s := glyphName(f[i]); s != "" {
				m[int([]rune(s)[0])] = w
			}
		}
		fonts[f[0]] = m
	}
	return fonts
})

// coreFont names the standard font that a name means; Helvetica for unknown ones.
func coreFont(name string) string {
	low := strings.ToLower(name)
	bold := strings.Contains(low, "bold")
	italic := strings.Contains(low, "italic") || strings.Contains(low, "oblique")
	switch {
	case strings.Contains(low, "courier"):
		return "Courier"
	case strings.HasPrefix(low, "symbol"):
		return "Symbol"
	case strings.Contains(low, "dingbats"):
		return "ZapfDingbats"
	case strings.Contains(low, "times"), strings.Contains(low, "serif") && !strings.Contains(low, "sans"):
		return [...]string{"Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"}[b2i(bold)+2*b2i(italic)]
	case bold:
		return "Helvetica-Bold"
	}
	return "Helvetica"
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
