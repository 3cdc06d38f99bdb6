package irsite

import (
	"context"

	"github.com/PuerkitoBio/goquery"
)

// allYears is the value of the platform's filter that shows every year.
const allYears = "_none"

// everyYear makes the list show every year where its page, by the source's
// selector, has a filter that shows one; it says whether the list is to be
// asked for again. That is done once, and remembered: a list that shows the
// current year hides on the first of January what came out the day before.
func (r *run) everyYear(page []byte) (again bool, err error) {
	if r.site.Years == "" || r.filter {
		return false, nil
	}
	doc, err := document(page)
	if err != nil {
		return false, nil // which parse says too
	}
	years := doc.Find(r.site.Years).First()
	name, _ := years.Attr("name")
	if name == "" || years.Find(`option[value="`+allYears+`"]`).Length() == 0 {
		return false, nil
	}
	if shown := chosen(years); shown == allYears || r.query.Get(name) == allYears {
		if shown != allYears {
			r.warn("the list shows one year and does not know of more: what is older is not seen", "year", shown)
		}
		return false, nil
	}
	r.filter, r.query = true, r.base.Query()
	fields(years.Closest("form"), r.query.Set)
	r.query.Set(name, allYears)
	return true, r.visit.Remember(r.key("years"), r.query.Encode(), "", "")
}

// againOr reads the first page again, now of every year, where nothing failed.
func (r *run) againOr(ctx context.Context, err error) ([]row, error) {
	if err != nil {
		return nil, err
	}
	r.whole = false // other validators
	return r.page(ctx, 0)
}

// chosen is the value of a choice: the option that is selected, else its first.
func chosen(s *goquery.Selection) string {
	option := s.Find("option[selected]").First()
	if option.Length() == 0 {
		option = s.Find("option").First()
	}
	value, _ := option.Attr("value")
	return value
}

// fields sets what a browser sends of a form: its inputs, the button that sends
// it among them, and its choices.
func fields(form *goquery.Selection, set func(name, value string)) {
	form.Find("input[name], select[name]").Each(func(_ int, s *goquery.Selection) {
		name, _ := s.Attr("name")
		value, _ := s.Attr("value")
		if s.Is("select") {
			value = chosen(s)
		}
		set(name, value)
	})
}
