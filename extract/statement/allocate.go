package statement

import "tickmark/extract/pattern"

// allocates is the title of a table that says in which expenses another is held:
// "Amortization of intangible assets included in:". Its rows are parts of that one.
var allocates = pattern.New(`(?i)^[^.]*\b(?:depreciation|amorti[sz]ation|impairment|(?:employee|staff|personnel|rental|lease|restructuring|acquisition)[- ](?:benefits?|costs?|expenses?|charges?))\b[^.]*\b(?:(?:is|are|was|were) )?(?:included|recorded|recogni[sz]ed|allocated|charged|classified) (?:in|to|as|under|among|within)\b[^.]{0,40}[:：]?$|` +
	`(?i)^(?:allocation|breakdown) of (?:the )?(?:depreciation|amorti[sz]ation|impairment)\b|(?:折[旧舊]|[摊攤][销銷]|[减減]值).{0,30}(?:[计計]入|分配|分[摊攤]|列支)[^。]{0,20}[:：]?$`)

// allocated is such a title among the nearest lines over a table.
func (c caption) allocated() string {
	for i := len(c.lines) - 1; i >= max(0, len(c.lines)-nearLines); i-- {
		if line := c.lines[i]; len(line) <= maxNote && allocates.MatchString(line) {
			return heading(clean(line))
		}
	}
	return ""
}
