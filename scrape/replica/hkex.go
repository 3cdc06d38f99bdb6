package replica

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"tickmark/testdata"
)

// StockCode is the stock that the replica of HKEXnews knows; its id there is
// invented.
const (
	StockCode = "03896"
	stockID   = 999001
)

// hongKong is the clock of the exchange.
var hongKong = time.FixedZone("HKT", 8*60*60)

// exchange is what a replica of HKEXnews lists, newest first.
type exchange struct{ rows []listing }

// listing is one document in one language.
type listing struct {
	language string // E or ZH
	released time.Time
	headline string
	title    string
	link     string
	path     string // of the document in testdata; empty for one that is listed only
}

// HKEX starts a replica of HKEXnews with the announcements up to those of an
// event, as 2025Q2; all where it is empty. Close ends it.
func HKEX(until string) (*Server, error) {
	list, err := testdata.Announcements()
	if err != nil {
		return nil, fmt.Errorf("replica: %w", err)
	}
	x := &exchange{}
	for _, a := range list {
		if until == "" || a.Event <= until {
			x.add(a)
		}
	}
	slices.SortStableFunc(x.rows, func(a, b listing) int { return b.released.Compare(a.released) })
	s := &Server{answer: x.serve}
	return s, s.start()
}

// headlines are the categories under which the exchange files a period.
func headline(a testdata.Announcement) string {
	interim := strings.HasSuffix(a.Period, "H1")
	switch {
	case a.Language == "en" && interim:
		return "Announcements and Notices - [Interim Results]"
	case a.Language == "en":
		return "Announcements and Notices - [Quarterly Results &#x2f; Inside Information]"
	case interim:
		return "公告及通告 - [中期業績]"
	}
	return "公告及通告 - [季度業績 &#x2f; 內幕消息]"
}

// add lists an announcement, the notice of the board meeting before it, and a
// monthly return.
func (x *exchange) add(a testdata.Announcement) {
	at, err := time.ParseInLocation("2006-01-02 15:04", a.Released, hongKong)
	if err != nil {
		panic("replica: " + a.Path + ": " + err.Error())
	}
	language, suffix := "E", ""
	notice, monthly := "DATE OF BOARD MEETING", "Monthly Return of Equity Issuer on Movements in Securities"
	if a.Language != "en" {
		language, suffix, notice, monthly = "ZH", "_c", "董事會會議召開日期", "股份發行人的證券變動月報表"
	}
	pdf := strings.TrimSuffix(a.Path, path.Ext(a.Path)) + ".pdf"
	x.rows = append(x.rows,
		listing{language, at, headline(a), strings.ReplaceAll(a.Title, " FOR THE", "\nFOR THE"), link(at, 1, suffix), pdf},
		listing{language, at.AddDate(0, 0, -12), "Announcements and Notices - [Date of Board Meeting]", notice, link(at.AddDate(0, 0, -12), 2, suffix), ""},
		listing{language, at.AddDate(0, 0, -20), "Monthly Returns", monthly, link(at.AddDate(0, 0, -20), 3, suffix), ""},
	)
}

func link(at time.Time, number int, suffix string) string {
	return fmt.Sprintf("/listedco/listconews/sehk/%s/%s%05d%s.pdf", at.Format("2006/0102"), at.Format("20060102"), 90_000+number, suffix)
}

func (x *exchange) serve(w http.ResponseWriter, r *http.Request) {
	switch p := r.URL.Path; {
	case r.Method != http.MethodGet:
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	case p == "/search/prefix.do":
		x.prefix(w, r)
	case p == "/ncms/script/eds/tiertwo_e.json":
		tiers(w, "Final Results", "Interim Results", "Quarterly Results", "Date of Board Meeting", "Monthly Returns")
	case p == "/ncms/script/eds/tiertwo_c.json":
		tiers(w, "末期業績", "中期業績", "季度業績", "董事會召開日期", "月報表")
	case p == "/search/titleSearchServlet.do":
		x.search(w, r)
	case strings.HasPrefix(p, "/listedco/"):
		x.document(w, r)
	default:
		http.NotFound(w, r)
	}
}

// prefix answers a search for a stock as a call of the function asked for.
func (x *exchange) prefix(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	w.Header().Set("Content-Type", "application/javascript;charset=utf-8")
	found := ""
	if q.Get("name") != "" && strings.HasPrefix(StockCode, q.Get("name")) {
		found = fmt.Sprintf(`{"stockId":1,"code":"38961","name":"A LONGER CODE"},{"stockId":%d,"code":"%s","name":"KINGSOFT CLOUD"}`, stockID, StockCode)
	}
	fmt.Fprintf(w, "%s({\"more\":\"1\",\"stockInfo\":[%s]});\n", q.Get("callback"), found)
}

func tiers(w http.ResponseWriter, names ...string) {
	list := make([]map[string]string, len(names))
	for i, name := range names {
		list[i] = map[string]string{"code": strconv.Itoa(13_300 + 100*i), "name": name, "t1code": "10000", "t2Gcode": "3"}
	}
	sendJSON(w, list)
}

// search answers with the first rowRange rows. What it does not understand it
// answers with a page, and what it does not find with the word null, both
// with status 200.
func (x *exchange) search(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	limit, err := strconv.Atoi(q.Get("rowRange"))
	if err != nil || strings.Contains(q.Get("t2code"), ",") {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!DOCTYPE html><html><head><title>HKEXnews</title></head><body><p>An error page of the replica.</p></body></html>")
		return
	}
	var rows []map[string]string
	for _, l := range x.rows {
		day := l.released.Format("20060102")
		if l.language == q.Get("lang") && q.Get("stockId") == strconv.Itoa(stockID) && day >= q.Get("fromDate") && day <= q.Get("toDate") {
			rows = append(rows, l.row())
		}
	}
	all := len(rows)
	rows = rows[:min(limit, all)]
	result := []byte("null")
	if all > 0 {
		result, _ = json.Marshal(rows) // of strings
	}
	sendJSON(w, map[string]any{"result": string(result), "hasNextRow": all > limit, "rowRange": limit, "loadedRecord": len(rows), "recordCnt": all})
}

func (l listing) row() map[string]string {
	return map[string]string{
		"FILE_INFO": "1MB", "NEWS_ID": path.Base(l.link), "SHORT_TEXT": l.headline + "<br/>", "LONG_TEXT": l.headline, "DOD_WEB_PATH": "",
		"STOCK_NAME": "KINGSOFT CLOUD", "STOCK_CODE": StockCode + "<br/>", "TITLE": l.title + " &amp;#x3b;", "FILE_TYPE": "PDF",
		"FILE_LINK": l.link, "DATE_TIME": l.released.Format("02/01/2006 15:04"),
	}
}

func sendJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	json.NewEncoder(w).Encode(v) // of what cannot fail; a broken connection is the client's matter
}

func (x *exchange) document(w http.ResponseWriter, r *http.Request) {
	for _, l := range x.rows {
		if l.link != r.URL.Path || l.path == "" {
			continue
		}
		data, err := fs.ReadFile(testdata.FS(), l.path)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		serve(w, r, data, "application/pdf", l.released.UTC(), "")
		return
	}
	http.NotFound(w, r)
}
