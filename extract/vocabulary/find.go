package vocabulary

import (
	"unicode/utf8"

	"tickmark/extract"
)

// Find gives the labels inside a sentence, the longest at each place, from
// left to right and without overlap. Refused phrases hide what they hold.
// A span begins with the mark of its basis ("non-GAAP", "adjusted") and ends
// with one that follows in parentheses. Time is linear in len(text): a label
// has a bounded number of words.
func (v *Vocabulary) Find(text string) []Found {
	words, orients := v.sentence(text)
	var out []Found
	for i := 0; i < len(words); {
		f, n := v.at(words, i)
		if n == 0 {
			i++
			continue
		}
		if f.Metric != "" {
			out = append(out, v.finish(f, words, i, n, orients))
		}
		i += n
	}
	return out
}

// sentence brings a text into the words that labels are made of. orients
// holds what each alternation says, by the byte where it starts; it is nil where
// there is none.
func (v *Vocabulary) sentence(text string) ([]token, map[int]int) {
	words := markBases(v.same.rewrite(owners(join(tokens(text)), v.known)))
	var out []token
	var orients map[int]int
	for i := 0; i < len(words); {
		n, to, orient, ok := alternation(words[i:])
		if ok && orients == nil {
			out, orients = append(make([]token, 0, len(words)), words[:i]...), map[int]int{}
		}
		switch {
		case ok:
			orients[to[0].start] = orient
			out = append(out, to...)
			i += n
		case orients != nil:
			out = append(out, words[i])
			i++
		default:
			i++
		}
	}
	if orients == nil {
		return words, nil
	}
	return out, orients
}

// skipped words do not count inside a label.
var skipped = map[string]bool{"the": true, "our": true, "的": true, "之": true}

// hit is the longest label that begins at a word.
type hit struct {
	Found
	metric int
	marked bool
}

// at finds the longest label that begins at words[i], and how many words it
// covers. A refusal has no metric.
func (v *Vocabulary) at(words []token, i int) (hit, int) {
	var best hit
	length, node, marked := 0, int32(0), false
	for j := i; j < len(words); j++ {
		w := words[j]
		if w.mark {
			marked = true
			continue
		}
		if skipped[w.text] && j > i && !w.comma {
			continue
		}
		e, to, ok := v.index.step(node, w.text)
		if !ok || w.comma && j > i && !v.index.comma[e] && !afterMark(words[:j]) {
			break
		}
		node = to
		if v.dangling(words, j) {
			continue
		}
		if m, refused, ok := v.means(node, marked); ok {
			best, length = hit{metric: m, marked: marked}, j-i+1
			if !refused {
				best.Metric = v.metrics[m].ID
			}
		}
	}
	return best, length
}

// afterMark says that a comma directly after a basis mark separates nothing.
func afterMark(before []token) bool { return len(before) > 0 && before[len(before)-1].mark }

// dangling says that the "net" at j begins the next label of an enumeration:
// "revenues, net income and …".
func (v *Vocabulary) dangling(words []token, j int) bool {
	if words[j].text != "net" || !words[j].comma || j+1 == len(words) || words[j+1].comma {
		return false
	}
	_, node, ok := v.index.step(0, "net")
	if !ok {
		return false
	}
	_, _, ok = v.index.step(node, words[j+1].text)
	return ok
}

func (v *Vocabulary) means(node int32, marked bool) (metric int, refused, ok bool) {
	all := v.index.ends[node]
	if len(all) == 0 {
		return 0, false, false
	}
	if m, ok := v.choose(all, place{}, marked, true); ok {
		return m, false, true
	}
	return 0, true, true // refused, or ambiguous: it hides what it holds
}

// finish fills in what the words around a hit say.
func (v *Vocabulary) finish(h hit, words []token, i, n int, orients map[int]int) Found {
	end := i + n
	span := extract.Span{Start: words[i].start, End: words[end-1].end}
	if end+2 < len(words) && words[end].text == opening && words[end+1].mark && words[end+2].text == closing {
		h.marked, span.End, end = true, words[end+2].end, end+3
	}
	p := phrase{marked: h.marked}
	for _, w := range words[i : i+n] {
		if !w.mark && !skipped[w.text] {
			p.words = append(p.words, w)
		}
		if o := orients[w.start]; o != 0 {
			p.orient = o
		}
	}
	h.Span = span
	h.Match = v.say(v.metrics[h.metric], p, place{})
	h.Whole = begins(words, i) && ends(words, end)
	return h.Found
}

// before lists words that may stand before a whole label and do not belong
// to it; after, words that may follow it.
var (
	before = wordSet(`the our its their a an total in of and or to by with from for as while whereas with quarterly annual record reported
 recorded achieved had generated posted delivered generating posting delivering recording achieving realized realised company group consolidated overall quarter year period fiscal this current we that which both
 was were is are including excluding less plus minus against compared on resulting meanwhile however accordingly
 的 司 团 度 期 年 月 日 季 内 间 其 中 为 和 得 现 总 们 而 则 占 除 至 于 较 此 使 令 实 是 有`)
	after = wordSet(`was were is are be been being reached increased decreased grew rose fell declined totaled totalled amounted came achieved narrowed
 widened improved turned stood remained in for as at to during by compared and or hit exceeded surged climbed dropped jumped expanded decrease
 increase which with on would will has had have represented accounted recorded also continued should could may can this reaching totaling excluding including
 brought brings delivered contributed contributes contribute accounts account makes made came attained narrows marked decreasing increasing growing decline rise jump up down around approximately about over nearly expected guidance calculated computed
 为 约 达 同 较 增 减 下 上 由 人 实 是 亿 比 分 均 则 以 有 从 在 因 主 占 和 录 大 总 环 按 从 升 跌 不 逾 超 近 仅 合 继 持 扭 转 显 略 微 之 的 一 二 三 四 五 六 七 八 九`)
)

// begins says that no word before i belongs to the label's name.
func begins(words []token, i int) bool {
	if i == 0 || words[i].comma {
		return true
	}
	w := words[i-1]
	return w.mark || w.owner || before[w.text] || !wordish(w) && !han(w) || w.text == company
}

// ends says that no word at end or after it belongs to the label's name.
// "of" leads on, unless an amount follows.
func ends(words []token, end int) bool {
	if end == len(words) || words[end].comma {
		return true
	}
	w := words[end]
	if w.text == "of" {
		return end+1 < len(words) && amount(words[end+1])
	}
	return after[w.text] || !wordish(w) && !han(w) || amount(w)
}

// amount says that a word begins a figure.
func amount(w token) bool {
	switch w.text {
	case "rmb", "us$", "usd", "hk$", "hkd", "company", "over", "approximately", "about", "around", "negative", "more":
		return true
	}
	return len(w.text) > 3 && w.text[:3] == "rmb" || len(w.text) > 3 && w.text[:3] == "us$" || w.text != "" && w.text[0] >= '0' && w.text[0] <= '9'
}

func han(w token) bool {
	r, _ := utf8.DecodeRuneInString(w.text)
	return cjk(r)
}
