package hkexnews

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/conform"
	"tickmark/scrape/fetch"
	"tickmark/scrape/replica"
)

// memory keeps what it is told.
type memory = conform.Memory

func start(t *testing.T, until string) *replica.Server {
	t.Helper()
	s, err := replica.HKEX(until)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func collect(ctx context.Context, s *replica.Server, m scrape.Memory) ([]scrape.Document, error) {
	client := fetch.New(fetch.Options{AllowPrivate: true, Rate: 10_000, MaxBytes: 8 << 20, Backoff: time.Millisecond, Timeout: 5 * time.Second})
	c := Collector{Client: client, Memory: m, Now: func() time.Time { return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) }}
	var docs []scrape.Document
	err := c.Collect(ctx, scrape.Source{Kind: "hkexnews", Issuer: "kc", ID: "3896", Bases: s.Bases()}, func(d scrape.Document) error {
		docs = append(docs, d)
		return nil
	})
	return docs, err
}

// Both editions of each announcement come once, oldest first, and decoys are
// not fetched; a second run asks for the two lists only.
func TestCollect(t *testing.T) {
	s, m := start(t, ""), memory{}
	docs, err := collect(t.Context(), s, m)
	if err != nil || len(docs) != 4 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	for i, d := range docs {
		if !bytes.HasPrefix(d.Bytes, []byte("%PDF-")) || d.ID != scrape.ID(d.Bytes) || d.Title == "" || strings.ContainsAny(d.Title, "\n&") {
			t.Errorf("document %d: %s %q", i, d.URL, d.Title)
		}
		if i > 0 && d.Published.Before(docs[i-1].Published) {
			t.Errorf("%s comes after %s", d.Published, docs[i-1].Published)
		}
	}
	if docs[0].Accession != docs[1].Accession || docs[0].Filename == docs[1].Filename || docs[0].Accession == docs[2].Accession {
		t.Errorf("editions are not of one announcement: %s, %s", docs[0].Filename, docs[1].Filename)
	}
	if want := time.Date(2025, 8, 20, 12, 31, 0, 0, time.UTC); !docs[0].Published.Equal(want) {
		t.Errorf("released %v, want %v", docs[0].Published, want)
	}
	s.Forget()
	docs, err = collect(t.Context(), s, m)
	if n := len(s.Requests()); err != nil || len(docs) > 0 || n > 3 { // robots.txt, and a list in each language
		t.Errorf("again: %d documents with %d requests, %v", len(docs), n, err)
	}
}

// TestFaults: each fault that the conformance suite does not know has its
// error, nothing wrong is handed over, and what failed is had by the next run.
func TestFaults(t *testing.T) {
	const pdf, list = "90001.pdf", "/search/titleSearchServlet.do"
	for _, tt := range []struct {
		fault replica.Fault
		want  error
		docs  int
	}{
		{replica.Fault{Path: pdf, Mode: replica.Text, Body: "<html><body>Not a PDF</body></html>"}, scrape.ErrWrongType, 2},
		{replica.Fault{Path: list, Mode: replica.Text, Body: `{"hasNextRow":false}`}, scrape.ErrWrongType, 0},
		{replica.Fault{Path: list, Mode: replica.Text, Body: `{"result":"null","hasNextRow":false,"recordCnt":0}`}, nil, 0},
		{replica.Fault{Path: list, Mode: replica.Text, Body: `{"result":"null","hasNextRow":false,"recordCnt":3}`}, scrape.ErrWrongType, 0},
		{replica.Fault{Path: "/search/prefix.do", Mode: replica.Text, Body: `callback({"stockInfo":[]});`}, scrape.ErrWrongType, 0},
		{replica.Fault{Path: "/ncms/script/eds/tiertwo_e.json", Mode: replica.Missing}, nil, 4},
		{replica.Fault{Path: "/ncms/script/eds/tiertwo_e.json", Mode: replica.Malformed}, scrape.ErrWrongType, 4},
		{replica.Fault{Path: list, Mode: replica.Malformed}, scrape.ErrWrongType, 0},
	} {
		t.Run(string(tt.fault.Mode)+tt.fault.Path, func(t *testing.T) {
			s, m := start(t, ""), memory{}
			s.Fail(tt.fault)
			docs, err := collect(t.Context(), s, m)
			if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) || len(docs) != tt.docs {
				t.Fatalf("%d documents, %v", len(docs), err)
			}
			if tt.want == scrape.ErrWrongType && len(scrape.Bodies(err)) == 0 {
				t.Errorf("what came is lost: %v", err)
			}
			s.Heal()
			rest, err := collect(t.Context(), s, m)
			if err != nil || len(docs)+len(rest) != 4 {
				t.Errorf("then %d documents, %v", len(rest), err)
			}
		})
	}
}

func TestBadCode(t *testing.T) {
	for _, code := range []string{"", "KC", "0", "123456"} {
		c := Collector{Memory: memory{}}
		if err := c.Collect(t.Context(), scrape.Source{ID: code}, nil); err == nil {
			t.Errorf("code %q is taken", code)
		}
	}
}

func TestCandidate(t *testing.T) {
	names := []string{"Interim Results", "中期業績"}
	for _, tt := range []struct {
		headline, title string
		want            bool
	}{
		{"Announcements and Notices - [Interim Results]", "Announcement", true},
		{"公告及通告 - [中期業績]", "公告", true},
		{"Announcements and Notices - [Inside Information]", "UNAUDITED FINANCIAL RESULTS FOR THE THREE MONTHS ENDED MARCH 31, 2025", true},
		{"公告及通告 - [內幕消息]", "截至2025年3月31日止三個月之未經審核財務業績", true},
		{"Announcements and Notices - [Results of AGM]", "POLL RESULTS OF THE ANNUAL GENERAL MEETING", false},
		{"Announcements and Notices - [Interim Results]", "DATE OF BOARD MEETING", false},
		{"Monthly Returns", "Monthly Return for the month ended 30 September 2025", false},
		{"公告及通告 - [盈利警告]", "盈利警告", false},
	} {
		x := row{title: tt.title, headline: tt.headline}
		if got := x.candidate(names); got != tt.want {
			t.Errorf("%s, %s: candidate %v", tt.headline, tt.title, got)
		}
	}
}

// FuzzSearch: whatever the answer, links stay on the site and titles are one
// line.
func FuzzSearch(f *testing.F) {
	f.Add([]byte(`{"result":"[{\"TITLE\":\"A\\nB &amp;#x3b;\",\"FILE_TYPE\":\"PDF\",\"FILE_LINK\":\"/listedco/a.pdf\",\"DATE_TIME\":\"20/08/2025 19:00\"}]","hasNextRow":false,"recordCnt":1}`))
	f.Add([]byte(`{"result":"null"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		rows, _, err := parseSearch(body)
		if err != nil && len(rows) > 0 {
			t.Fatalf("%d rows and %v", len(rows), err)
		}
		for _, x := range rows {
			if !strings.HasPrefix(x.link, "/listedco/") || strings.Contains(x.link, "..") || strings.ContainsAny(x.title, "\n\r") {
				t.Fatalf("%+v", x)
			}
		}
	})
}
