package prose

import "tickmark/extract/pattern"

// rule is a pattern of token kinds (see token) that begins where the sentence
// has been understood so far. Its groups say what each token is:
//
//	subj     the label that what follows is about
//	lev      a figure of the subject, levT its period where one is printed
//	chg      a change of it, dir whether it rose or fell, kind against what
//	base     its figure in another period, baseT, or in two, bothT; lab the label said again
//	share    what part of the figure named by of it is; mar its margin
//	one, mid, end  two names and what parts and ends them, share and share2
//	         what each is of the figure named by of
//	rate     a percentage that the label what names
//	fx, fx2  one unit of a currency, and what it is worth
//
// Numbers at the end of a name tell apart several of one sort.
type rule struct {
	id   string
	form *pattern.Pattern
	when condition
}

// condition says when a rule may be tried.
type condition uint8

const (
	anywhere condition = iota
	bound              // a subject stands, and everything since was understood
	listing            // and figures of earlier subjects were given
	named              // a subject stands
	free               // no subject stands
	opening            // a clause can begin here
	acting             // a part of the group stands before, from the clause's beginning
)

const (
	num    = `[MPCXN]`
	change = `(?P<kind>[YWH])?(?P<dir>[UD])(?P<kind2>[YWH])?[BO]?(?P<chg>[PQ])(?:c?S(?P<amount>M)c?)?(?P<kind4>[YWH])?`
	second = `c?A(?P<dir2>[UD])?[BO]?(?P<chg2>[PQ])(?P<kind3>[YWH])`
	lead   = `^[cA]*I?`
)

// rules in the order in which they are tried; the first that matches is
// taken, so longer ones come first.
var rules = []rule{
	form("prose/shares@1", opening, `^(?P<one>L?[xlLOFAo]*)(?P<mid>cA)[xlLOFAo]+(?P<end>S)(?P<share>P)A(?P<share2>P)O(?P<of>L)c?R`),
	form("prose/list@4", anywhere, `^(?P<subj>L)A(?P<subj2>L)(?P<levT>T)?R?I(?P<lev>`+num+`)A(?P<lev2>`+num+`)(?P<levT2>T)?(?:c?R)?`),
	form("prose/list@5", anywhere, `^(?P<subj>L)R?[IO](?P<lev>`+num+`)A(?P<lev2>`+num+`)(?P<levT>T)A(?P<lev2T>T)c?R`),
	form("prose/list@2", anywhere, `^(?P<subj>L)(?P<levT>T)A(?P<lev2T>T)R?I(?P<lev>`+num+`)A(?P<lev2>`+num+`)`),
	form("prose/list@6", opening, `^(?P<levT>T)A(?P<lev2T>T)c?(?P<subj>L)R?I(?P<lev>`+num+`)A(?P<lev2>`+num+`)`),
	form("prose/both@1", anywhere, `^(?P<subj>L)(?P<levT>T)?I(?P<basic>M)A(?P<diluted>M)c?R(?:c?(?P<levT2>T))?`),
	form("prose/list@3", anywhere, `^(?P<subj>L)O(?P<lev>M)A(?P<subj2>L)O(?P<lev2>M)(?P<levT2>T)`),
	form("prose/share@2", anywhere, `^(?P<subj>L)V(?P<ofx>[xlL]+)(?P<end>(?P<levT>T)?I)(?P<share>P)(?P<levT2>T)?`),
	form("prose/share@2", anywhere, `^(?P<subj>L)V(?P<ofx>[xlL]+)(?P<end>[UD]F)(?P<share2>P)(?P<share2T>T)t(?P<share>P)(?P<levT>T)`),
	form("prose/level@5", anywhere, `^(?P<subj>L)(?P<levT>T)?(?:c?[I@]|O|c@)(?P<lev>`+num+`)(?P<levT2>T)?`),
	form("prose/level@5", anywhere, `^(?P<subj>L)(?P<levT>T)?(?P<vague>[MC])(?P<levT2>T)?`),
	form("prose/level@5", opening, `^I(?P<subj>L)O?(?P<lev>[MC])(?P<levT>T)?`),
	form("prose/level@5", acting, `^I(?P<subj>L)O?(?P<lev>M)(?P<levT>T)?`),
	form("prose/level@5", opening, `^(?P<part>T)I?(?P<subj>L)[IO]?(?P<lev>[MPC])`),
	form("prose/level@5", listing, `^[cA]*(?P<subj>L)(?P<lev>[MN])(?P<levT>T)?`),
	form("prose/growth@1", anywhere, `^(?P<chg>P)(?P<kind>[YWH])[Llx](?P<dir>U)[tI]*(?P<lev>M)F(?P<subj>L)(?P<levT>T)?`),
	form("prose/delivered@1", free, `^I(?P<delivered>C)(?P<levT>T)?`),
	form("prose/ads@1", anywhere, `^(?P<ads>C)`),
	form("prose/staff@1", free, `^(?P<staff>C)(?P<levT>T)?`),
	form("prose/had@1", free, `^e(?P<lev>M)O(?P<subj>L)`),
	form("prose/growth@2", anywhere, `^(?P<chg>P)(?P<kind>Y)(?P<dir>[UD])(?:(?P<subjT>T)|o)(?P<subj>L)(?:[cA]|$)`),
	form("prose/growth@2", anywhere, `^(?P<chg>P)(?P<dir>[UD])(?:(?P<subjT>T)|o)(?P<subj>L)K(?P<cmpT>T)(?:[cA]|$)`),
	form("prose/rate@1", bound, `^[cA]*(?P<rate>P)O?(?P<what>L)`),
	form("prose/dividend@1", anywhere, `^d(?P<dividend>M)(?P<levT>T)`),
	form("prose/exchange@2", anywhere, `^(?P<fx>M)[tcIx]?(?P<fx2>M)`),
	form("prose/subject@1", anywhere, `^(?P<subj>L)(?P<subjT>T)?`),

	form("prose/share@6", bound, lead+`S?(?P<share>P)O(?P<of>L)(?P<levT>T)?`),
	form("prose/share@1", bound, lead+`S(?P<share>P)(?P<of>L)`),
	form("prose/share@2", bound, lead+`S(?P<of>L)I?(?P<share>P)`),
	form("prose/share@4", bound, lead+`S(?P<share>P)O(?P<ofx>[xlLFO]+)(?P<end>(?P<levT>T)|[c;A]|$)`),
	form("prose/share@2", bound, lead+`S(?P<ofx>[xlL]+)(?P<end>(?P<share>P))`),
	form("prose/share@5", bound, lead+`(?P<dir>[UD])B?(?P<chg>Q)t(?P<share>P)V(?P<ofx>[xlL]+)(?P<end>(?P<kind>[YWH])|[cA]|$)`),
	form("prose/change@5", opening, `^(?P<kind>[YW])c(?P<subj>L)(?P<dir>[UD])B?(?P<chg>[PQ])`),
	form("prose/change@5", bound, lead+`(?P<kind>[YWH])A(?P<kind3>[YWH])R?(?P<dir>[UD])B?(?P<chg>[PQ])A(?P<chg2>[PQ])R?`),
	form("prose/change@5", bound, lead+change+`t(?P<lev>`+num+`)(?P<levT>T)?(?:F|c?K)(?P<base>`+num+`)(?P<baseT>T)?`),
	form("prose/change@5", bound, lead+`(?P<kind>[YWH])?(?P<dir>[UD])[BO]?(?P<chg>M)(?P<kind2>[YWH])t(?P<lev>M)(?P<levT>T)?`),
	form("prose/change@5", bound, lead+`(?P<kind>[YWH])(?P<dir>[UD])[BO]?(?P<chg>[MC])`),
	form("prose/change@5", bound, lead+`[FK](?P<cmpT>T)(?P<dir>[UD])(?P<chg>[MPQ])(?:t(?P<lev>`+num+`))?`),
	form("prose/change@5", bound, lead+`S?(?P<chg>[PQ])(?P<dir>[UD])[FK]?(?P<cmpT>T)`),
	form("prose/change@5", bound, lead+change+second+`c?F(?P<base>`+num+`)(?P<baseT>T)A(?P<base2>`+num+`)(?P<base2T>T)`),
	form("prose/change@5", bound, lead+change+second),
	form("prose/change@5", bound, lead+change+`[FK](?P<base>`+num+`)c?S(?P<share>P)O(?P<of>L)c?(?P<baseT>T)`),
	form("prose/change@5", bound, lead+change+`[FK](?P<base>`+num+`)(?P<baseT>T)?t(?P<levT2>T)?(?P<lev>`+num+`)(?P<levT>T)?`),
	form("prose/change@5", bound, lead+change+`[FK](?P<base>`+num+`)(?P<baseT>T)?`),
	form("prose/change@5", bound, lead+change+`[FK](?P<cmpT>T)`),
	form("prose/change@5", bound, lead+change+`t(?P<levT>T)(?P<lev>`+num+`)`),
	form("prose/change@5", bound, lead+change+`(?:[tI]+(?P<lev>M)|t(?P<lev>[PC]))(?P<levT>T)?`),
	form("prose/change@5", bound, lead+change),
	form("prose/change@5", bound, lead+`S?(?P<chg>[PQ])(?P<kind>[YWH])?(?P<dir>[UD])(?P<kind2>[YWH])?`),
	form("prose/change@5", bound, lead+`F(?P<base>`+num+`)(?P<baseT>T)?(?P<kind>[YWH])?(?P<dir>[UD])B?(?P<chg>P)t(?P<lev>`+num+`)(?P<levT>T)?`),
	form("prose/change@5", bound, lead+`F(?P<baseT>T)(?P<base>`+num+`)(?P<kind>[YWH])?(?P<dir>[UD])B?(?P<chg>P)t(?P<levT>T)?(?P<lev>`+num+`)`),
	form("prose/moved@3", bound, lead+`F(?P<base>`+num+`)[UD]?t(?P<lev>`+num+`)c?(?P<kind>[YWH])(?P<dir>[UD])B?(?P<chg>[PQ])`),
	form("prose/moved@3", bound, lead+`F(?P<baseT>T)?(?P<base>`+num+`)[UD]t(?P<levT>T)?(?P<lev>`+num+`)`),
	form("prose/moved@3", bound, lead+`(?:[UD]|I)?F(?P<base>`+num+`)(?P<baseT>T)?t(?P<lev>`+num+`)(?P<levT>T)?`),
	form("prose/moved@3", bound, lead+`[UD]t(?P<lev>`+num+`)(?P<levT>T)?`),
	form("prose/base@6", bound, lead+`[FK](?P<lab>L)O?(?P<base>`+num+`)A(?P<lab2>L)O?(?P<base2>`+num+`)(?P<baseT>T)A(?P<base2T>T)c?R`),
	form("prose/base@6", bound, lead+`[UD]?[FK](?:(?P<lab>L)O?)?(?P<base>`+num+`)c?A(?P<base2>`+num+`)(?P<baseT>T)A(?P<base2T>T)R?`),
	form("prose/each@1", bound, lead+`[UD]?[FK](?P<base>`+num+`)E(?P<baseT>T)A(?P<bothT>T)(?:c?R)?`),
	form("prose/base@6", bound, lead+`[UD]?[FK](?P<base>`+num+`)c?S(?P<share>P)O(?P<of>L)c?(?P<baseT>T)`),
	form("prose/base@6", bound, lead+`[UD]?[FK](?:(?P<lab>L)O?)?(?P<base>`+num+`)(?P<baseT>T)`),
	form("prose/base@6", bound, lead+`[UD]?[FK](?P<baseT>T)(?:(?P<lab>L)[OI]?)?(?P<base>`+num+`)`),
	form("prose/base@6", bound, `^[cAK;]*(?P<baseT>T)(?P<lab>L)?I(?P<base>`+num+`)`),
	form("prose/base@6", bound, `^c?A(?:(?P<lab>L)O?)?(?P<base>`+num+`)(?P<baseT>T)`),
	form("prose/level@5", bound, `^[cA]*[tI]+(?P<lev>`+num+`)(?P<levT>T)?`),
	form("prose/margin@1", named, `^[cA]*mI?O?(?P<mar>P)(?P<levT>T)?`),
}

func form(id string, when condition, expr string) rule {
	return rule{id, pattern.New(expr), when}
}
