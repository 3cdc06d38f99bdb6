package vocabulary

import "strings"

// basisMarks are the phrases that say a measure is outside the framework, in
// common form. They are taken out of labels, longest first.
var basisMarks = phrases(
	"non-GAAP adjusted", "adjusted non-GAAP", "non-GAAP", "non-IFRS", "non-IFRSs", "non-HKFRS", "non-HKFRSs", "adjusted", "as adjusted", "non-IFRS measure",
	"non-GAAP measure", "non-HKFRS measure", "non-IFRSs measure", "non-GAAP financial measure", "non-IFRS financial measure",
	"经调整", "调整后", "经调整后", "非通用会计准则", "非公认会计准则", "非美国通用会计准则", "非美国公认会计准则", "非国际财务报告准则", "非香港财务报告准则",
	"非国际财务报告准则计量", "非香港财务报告准则计量", "非国际财务报告准则指标", "非国际财务报告准则会计准则", "非GAAP", "非国际财务报告会计准则",
)

// recurringMarks say that one-off items are left out, as the rules for PRC
// issuers define them; they are marks too, and stay in labels, which need
// them whole.
var recurringMarks = []string{"扣 除 非 经 常 性 损 益", "扣 非"}

func phrases(list ...string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, s := range list {
		m[inside(join(tokens(s)))] = true
	}
	return m
}

const maxMark = 14

// markBases makes one token of each phrase that marks a basis. It gives in
// itself where there is none.
func markBases(in []token) []token {
	var out []token
	for i := 0; i < len(in); {
		n := markLength(in[i:])
		if n > 0 && out == nil {
			out = append(make([]token, 0, len(in)), in[:i]...)
		}
		t := in[i]
		if n > 0 {
			t.mark, t.end = true, in[i+n-1].end
		}
		if out != nil {
			out = append(out, t)
		}
		i += max(n, 1)
	}
	if out == nil {
		return in
	}
	return out
}

func markLength(in []token) int {
	if !markStart[in[0].text] {
		return 0
	}
	for n := min(maxMark, len(in)); n > 0; n-- {
		if basisMarks[inside(in[:n])] {
			return n
		}
	}
	return 0
}

var markStart = func() map[string]bool {
	m := map[string]bool{}
	for p := range basisMarks {
		first, _, _ := strings.Cut(p, " ")
		m[first] = true
	}
	return m
}()

// NonGAAPMark says that a label or heading names a measure outside the
// issuer's framework: non-GAAP, adjusted, 經調整, 扣除非经常性损益.
func NonGAAPMark(label string) bool {
	words := join(tokens(label))
	for _, t := range markBases(words) {
		if t.mark {
			return true
		}
	}
	all := inside(words)
	for _, m := range recurringMarks {
		if strings.Contains(all, m) {
			return true
		}
	}
	return false
}

// lossForms are the nouns of a result below zero, in common form; spaces
// around them make them whole words.
var lossForms = []string{" loss ", " lbitda ", " deficit ", " 亏 损 ", " 亏 绌 ", " net current liability ", " net liability ", " 流 动 负 债 净 额 ", " 负 债 净 额 ", " 损 失 "}

// costForms are nouns with "loss" that are costs: they are positive as costs
// are.
var costForms = []string{"impairment loss", "credit loss", "减 值 亏 损", "减 值 损 失", "信 贷 亏 损", "信 用 亏 损", "loss allowance", "loss ratio", "loss provision", "亏 损 拨 备", "亏 损 准 备"}

// LossNoun says that the noun of a label is a loss, and that the label names
// no gain beside it: its figures, printed plain, are negative. Impairment and
// credit losses are costs, not results, and do not count.
func LossNoun(label string) bool {
	p := clean(label, nil)
	return p.loss()
}

func (p phrase) loss() bool {
	if p.orient != 0 {
		return false
	}
	key := " " + p.key() + " "
	for _, c := range costForms {
		key = strings.ReplaceAll(key, c, "")
	}
	for _, gain := range []string{" income ", " gain ", " profit ", " earning ", " 溢 利 ", " 收 益 ", " 利 润 ", " 盈 利 "} {
		if before, _, ok := strings.Cut(key, gain); ok && !holdsAny(before+" ", lossForms) {
			return false
		}
	}
	return holdsAny(key, lossForms)
}

func holdsAny(key string, forms []string) bool {
	for _, f := range forms {
		if strings.Contains(key, f) {
			return true
		}
	}
	return false
}
