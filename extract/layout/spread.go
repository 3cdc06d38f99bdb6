package layout

import (
	"strings"
	"unicode/utf8"
)

// spread gives each header cell the run of columns whose middle it stands
// over: as many as there are cells one by one, else so that the sum of their
// distances is least. A column that none covers costs a little.
func spread(segs []seg, spans []bounds, size float64) [][2]int {
	n, m := len(segs), len(spans)
	out := make([][2]int, n)
	if n == m {
		for i := range out {
			out[i] = [2]int{i, i + 1}
		}
		return out
	}
	if n > m {
		for i, s := range segs {
			c := max(0, over(spans, s))
			out[i] = [2]int{c, c + 1}
		}
		return out
	}
	bare := 0.4 * size // a column that none covers
	for _, s := range segs {
		if lasting(s.text) {
			bare = 4 * size
		}
	}
	wide := widest(spans)
	w := m + 1
	cost := make([]float64, (n+1)*w)
	from := make([]int, (n+1)*w) // where the run that ends here begins; -1: the column is bare
	for i := 0; i <= n; i++ {
		for j := 0; j <= m; j++ {
			c, f := 1e18, -1
			if i == 0 {
				c = float64(j) * bare
			} else if j > 0 {
				c = cost[i*w+j-1] + bare
				for a := j - 1; a >= 0; a-- {
					d := cost[(i-1)*w+a] + missed(segs[i-1], spans[a:j])
					if a > 0 && i > 1 {
						d += parting(spans, a, wide, size)
					}
					if d < c {
						c, f = d, a
					}
				}
			}
			cost[i*w+j], from[i*w+j] = c, f
		}
	}
	for i, j := n, m; i > 0 && j > 0; {
		if from[i*w+j] < 0 {
			j--
			continue
		}
		out[i-1] = [2]int{from[i*w+j], j}
		i, j = i-1, from[i*w+j]
	}
	return out
}

// parting weighs how unlikely the headers of columns a-1 and a are two: they are
// where the gap between the columns is wide, and never between figures and
// their translation.
func parting(spans []bounds, a int, widest, size float64) float64 {
	if spans[a].dollars && !spans[a-1].dollars {
		return 4 * size
	}
	if widest <= 0 {
		return 0
	}
	return 3 * size * (1 - max(0, spans[a].x0-spans[a-1].x1)/widest)
}

// widest is the widest gap between two columns.
func widest(spans []bounds) float64 {
	wide := 0.0
	for i := 1; i < len(spans); i++ {
		wide = max(wide, spans[i].x0-spans[i-1].x1)
	}
	return wide
}

// lasting says that a header cell names a length of time, which every column of
// amounts needs.
func lasting(text string) bool {
	for _, w := range []string{"Ended", "ended", "ENDED", "Months", "months", "止", "Quarter"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// heading says that a header cell may stand over several columns though it is
// narrow: a year, opening and closing balances.
func heading(s seg) bool {
	for _, w := range []string{"余额", "餘額", "发生额", "發生額", "年度", "金额", "金額"} {
		if strings.HasSuffix(s.text, w) {
			return true
		}
	}
	return s.kind == year || strings.HasSuffix(s.text, "年") && utf8.RuneCountInString(s.text) > 3
}

// overOne says that a header cell stands over the middle of one of the columns
// and touches no other: it is a line of that one's header.
func overOne(s seg, spans []bounds) bool {
	touched, middle := 0, false
	for _, p := range spans {
		if s.x0 < p.x1 && p.x0 < s.x1 {
			touched++
			m := (s.x0 + s.x1) / 2
			middle = middle || p.x0 <= m && m <= p.x1
		}
	}
	return touched == 1 && middle
}

// percentMark says that a header cell is the last line of one over
// percentages: amounts stand beside it.
func percentMark(text string) bool {
	switch text {
	case "(%)", "（%）", "(％)", "（％）", "%", "％":
		return true
	}
	return false
}

// missed is how far a header cell stands from the middle of columns, or from
// the right edge of a single one.
func missed(s seg, spans []bounds) float64 {
	first, last := spans[0], spans[len(spans)-1]
	d := abs((s.x0+s.x1)/2 - (first.x0+last.x1)/2)
	if len(spans) == 1 {
		return min(d, abs(s.x1-last.x1))
	}
	if !lasting(s.text) && s.text[0] != '(' && !heading(s) && overOne(s, spans) || percentMark(s.text) {
		d += 100 * s.words[0].Size
	}
	return d
}
