package render

import (
	"math/big"
	"strings"

	"tickmark/pipeline/canvas"
)

// bars is a small chart of a trend: one bar a period, all from zero.
type bars struct {
	Width, Height int
	Says          string // the same in words
	Bars          []bar
}

type bar struct {
	X, Y, W, H int
	Last       bool
}

// Sizes of the chart, in pixels.
const (
	barWidth  = 5
	barGap    = 2
	barHeight = 14
)

// newBars draws a trend; nil where there is none to draw.
func newBars(trend []canvas.Figure, yearEnd int) *bars {
	if len(trend) < 3 {
		return nil
	}
	top, bottom := new(big.Rat), new(big.Rat)
	for _, f := range trend {
		v := f.Value.Rat()
		if v.Cmp(top) > 0 {
			top = v
		}
		if v.Cmp(bottom) < 0 {
			bottom = v
		}
	}
	span := new(big.Rat).Sub(top, bottom)
	if span.Sign() == 0 {
		return nil
	}
	out := &bars{Width: len(trend)*(barWidth+barGap) - barGap, Height: barHeight}
	zero := pixels(top, span)
	words := make([]string, len(trend))
	for i, f := range trend {
		h := max(1, pixels(f.Value.Abs().Rat(), span))
		y := zero - h
		if f.Value.Sign() < 0 {
			y = zero
		}
		out.Bars = append(out.Bars, bar{X: i * (barWidth + barGap), Y: max(0, y), W: barWidth, H: h, Last: i == len(trend)-1})
		words[i] = canvas.PeriodWords(f.Period, yearEnd) + ": " + canvas.Words(f)
	}
	out.Says = strings.Join(words, "; ")
	return out
}

// pixels is the height of v in a chart that is span high.
func pixels(v, span *big.Rat) int {
	h := new(big.Rat).Quo(v, span)
	f, _ := h.Mul(h, big.NewRat(barHeight, 1)).Float64()
	return int(f + 0.5)
}
