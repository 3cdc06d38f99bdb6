package statement

import (
	"math"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// printing says how a table that scales its amounts prints counts of shares.
type printing int8

const (
	unsaid  printing = iota
	full             // share by share
	byScale          // by the scale of the table
)

// profits are the metrics that amounts per share are computed from, the nearest
// first; perShares those amounts.
var (
	profits   = []extract.Metric{"NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLoss", "ProfitLoss"}
	perShares = map[extract.Metric]bool{"EarningsPerShareBasic": true, "EarningsPerShareDiluted": true, "EarningsPerShareBasicAndDiluted": true}
)

// implied tells by arithmetic how counts of shares, or of ADS, are printed: a
// profit over the amount per share is their number, as far as rounding lets it
// be known, and a scale is a factor of a thousand.
func (r *reader) implied(s sheet, lines []line, meanings []meaning, counted quantity.Unit) printing {
	profit, per, count := r.threeRows(lines, meanings, counted)
	if profit < 0 || per < 0 || count < 0 {
		return unsaid
	}
	for i, col := range s.columns {
		if col.kind != amounts {
			continue
		}
		total, scale, ok := r.amountAt(s, lines[profit], meanings[profit], i)
		each, _, ok2 := r.amountAt(s, lines[per], meanings[per], i)
		number, _, ok3 := r.amountAt(s, lines[count], meanings[count], i)
		if !ok || !ok2 || !ok3 || total == 0 || each == 0 || number == 0 {
			continue
		}
		ratio := math.Log10(number) - (math.Log10(total) + float64(scale) - math.Log10(each))
		switch by := float64(s.caption.unit.scale); {
		case math.Abs(ratio) < 0.7:
			return full
		case math.Abs(ratio+by) < 0.7:
			return byScale
		}
	}
	return unsaid
}

// threeRows finds a profit, an amount per share of it and the count of the
// shares; -1 for what is not there.
func (r *reader) threeRows(lines []line, meanings []meaning, counted quantity.Unit) (profit, per, count int) {
	profit, per, count = -1, -1, -1
	rank := len(profits)
	for i, m := range meanings {
		if m.basis == extract.NonGAAP {
			continue
		}
		for k, metric := range profits[:rank] {
			if m.match.Metric == metric && m.part == "" && len(m.dimensions) == 0 {
				profit, rank = i, k
			}
		}
		if per < 0 && m.per == counted && perShares[m.match.Metric] {
			per = i
		}
		if count < 0 && m.count == counted && !m.own {
			count = i
		}
	}
	return profit, per, count
}

// amountAt is the size of a figure of a row, and its scale.
func (r *reader) amountAt(s sheet, l line, m meaning, col int) (float64, int, bool) {
	cell := l.cells[col]
	if cell < 0 {
		return 0, 0, false
	}
	f, ok := parseFigure(s.table.Rows[l.row].Cells[cell])
	if !ok || f.nil {
		return 0, 0, false
	}
	_, scale, reason := unitAndScale(f, m, s.columns[col], s.caption, r.context)
	a := f.value.Abs()
	return float64(a.Coef) * math.Pow10(int(a.Exp)), scale, reason == "" || m.count != ""
}
