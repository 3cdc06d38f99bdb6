package proof

import (
	"fmt"
	"math/big"
	"sort"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// minPairs is how many RMB and US$ pairs must agree before their rate is
// held against the others.
const minPairs = 3

// twin is an RMB figure with its convenience translation.
type twin struct {
	cny, usd int
	rate     interval
}

// translations finds the one rate that a document translates at, and holds
// every RMB and US$ pair against it.
func translations(ix index) []check {
	byDocument := map[string][]twin{}
	var documents []string
	for i, f := range ix.facts {
		if t, doc, ok := ix.twin(i, f); ok {
			if byDocument[doc] == nil {
				documents = append(documents, doc)
			}
			byDocument[doc] = append(byDocument[doc], t)
		}
	}
	var checks []check
	for _, doc := range documents {
		checks = append(checks, oneRate(ix, byDocument[doc])...)
	}
	return checks
}

func (ix index) twin(usd int, f extract.Fact) (twin, string, bool) {
	cny, ok := map[quantity.Unit]quantity.Unit{
		quantity.USD:                      quantity.CNY,
		quantity.USD.Per(quantity.ADS):    quantity.CNY.Per(quantity.ADS),
		quantity.USD.Per(quantity.Shares): quantity.CNY.Per(quantity.Shares),
	}[f.Unit]
	if !ok {
		return twin{}, "", false
	}
	k := f.Key()
	k.Unit = cny
	i, ok := ix.one(k)
	if !ok || f.Value.Coef == 0 {
		return twin{}, "", false
	}
	rate, ok := of(ix.facts[i].Value).abs().over(of(f.Value).abs())
	return twin{i, usd, rate}, document(f), ok
}

func document(f extract.Fact) string {
	if len(f.Witnesses) == 0 {
		return ""
	}
	return f.Witnesses[0].Document
}

// oneRate finds the number that lies in most of the pairs' ranges. Pairs that
// it misses are contradicted where at least minPairs agree and most do.
func oneRate(ix index, twins []twin) []check {
	rate, agree := commonest(twins)
	if agree < minPairs || agree*2 <= len(twins) {
		return nil
	}
	var checks []check
	for _, t := range twins {
		closed := t.rate.lo.Cmp(rate) <= 0 && rate.Cmp(t.rate.hi) <= 0
		sign := "="
		if !closed {
			sign = "≠"
		}
		c, u := ix.facts[t.cny], ix.facts[t.usd]
		text := fmt.Sprintf("translation: %s %s / %s %s %s %s", c.Value, c.Unit, u.Value, u.Unit, sign, rate.FloatString(4))
		checks = append(checks, check{text, []int{t.cny, t.usd}, closed})
	}
	return checks
}

// commonest sweeps the ranges for the point that most of them cover and gives
// the middle of the narrowest stretch there.
func commonest(twins []twin) (*big.Rat, int) {
	type edge struct {
		at   *big.Rat
		open bool
	}
	var edges []edge
	for _, t := range twins {
		edges = append(edges, edge{t.rate.lo, true}, edge{t.rate.hi, false})
	}
	sort.SliceStable(edges, func(i, j int) bool {
		if c := edges[i].at.Cmp(edges[j].at); c != 0 {
			return c < 0
		}
		return edges[i].open && !edges[j].open
	})
	best, depth := 0, 0
	var point *big.Rat
	for i, e := range edges {
		if !e.open {
			depth--
			continue
		}
		if depth++; depth > best {
			best = depth
			point = middle(e.at, edges[i+1].at)
		}
	}
	return point, best
}

func middle(a, b *big.Rat) *big.Rat {
	m := new(big.Rat).Add(a, b)
	return m.Mul(m, big.NewRat(1, 2))
}

func sub(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
