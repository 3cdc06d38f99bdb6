package conform

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/replica"
)

// outcome is what a fault comes to.
type outcome struct {
	fault replica.Fault
	want  error // nil where all is had in the end
	ends  bool  // it is about the site, of which nothing more is asked
}

// ofDocument are the outcomes where one document is served with a fault:
// unless the site as a whole refuses, all the others arrive.
var ofDocument = []outcome{
	{replica.Fault{Mode: replica.Slow}, scrape.ErrTimeout, false},
	{replica.Fault{Mode: replica.Trickle}, scrape.ErrTimeout, false},
	{replica.Fault{Mode: replica.Truncated}, scrape.ErrTruncated, false},
	{replica.Fault{Mode: replica.Truncated, Times: 2}, nil, false},
	{replica.Fault{Mode: replica.Malformed}, scrape.ErrTruncated, false},
	{replica.Fault{Mode: replica.Reset}, scrape.ErrUnreachable, false},
	{replica.Fault{Mode: replica.Reset, Times: 2}, nil, false},
	{replica.Fault{Mode: replica.Loop}, scrape.ErrRedirect, false},
	{replica.Fault{Mode: replica.Elsewhere, Body: "ftp://example.com/x"}, scrape.ErrBadURL, false},
	{replica.Fault{Mode: replica.Unchanged}, scrape.ErrWrongType, false},
	{replica.Fault{Mode: replica.Undeclared}, scrape.ErrUndeclaredTool, true},
	{replica.Fault{Mode: replica.Threshold}, scrape.ErrRateThreshold, true},
	{replica.Fault{Mode: replica.AccessDenied}, scrape.ErrAccessDenied, false},
	{replica.Fault{Mode: replica.Missing}, scrape.ErrNotFound, false},
	{replica.Fault{Mode: replica.TooMany, RetryAfter: "600"}, scrape.ErrTooManyRequests, true},
	{replica.Fault{Mode: replica.TooMany, RetryAfter: "1", Times: 1}, nil, false},
	{replica.Fault{Mode: replica.Failing}, scrape.ErrUnavailable, false},
	{replica.Fault{Mode: replica.Failing, Times: 3}, nil, false},
	{replica.Fault{Mode: replica.Failing, RetryAfter: "600"}, scrape.ErrUnavailable, false},
	{replica.Fault{Mode: replica.BlockPage}, scrape.ErrRateThreshold, true},
	{replica.Fault{Mode: replica.WrongType}, scrape.ErrWrongType, false},
	{replica.Fault{Mode: replica.Bomb}, scrape.ErrTooLarge, false},
	{replica.Fault{Mode: replica.Endless}, scrape.ErrTooLarge, false},
	{replica.Fault{Mode: replica.Charset}, nil, false},
}

// ofList are the outcomes where the list is: no document is had from a list
// that is not what it should be.
var ofList = []outcome{
	{replica.Fault{Mode: replica.Truncated}, scrape.ErrTruncated, true},
	{replica.Fault{Mode: replica.Truncated, Times: 2}, nil, false},
	{replica.Fault{Mode: replica.Malformed}, scrape.ErrWrongType, true},
	{replica.Fault{Mode: replica.Text, Body: "{}"}, scrape.ErrWrongType, true},
	{replica.Fault{Mode: replica.Text, Body: `{"result":`}, scrape.ErrWrongType, true},
	{replica.Fault{Mode: replica.Text, Body: "<html><title>Maintenance</title></html>"}, scrape.ErrWrongType, true},
	{replica.Fault{Mode: replica.Text, Body: "<rss><channel><item>"}, scrape.ErrWrongType, true},
	{replica.Fault{Mode: replica.Reset}, scrape.ErrUnreachable, true},
	{replica.Fault{Mode: replica.Loop}, scrape.ErrRedirect, true},
	{replica.Fault{Mode: replica.Unchanged}, scrape.ErrWrongType, true},
	{replica.Fault{Mode: replica.Undeclared}, scrape.ErrUndeclaredTool, true},
	{replica.Fault{Mode: replica.Threshold}, scrape.ErrRateThreshold, true},
	{replica.Fault{Mode: replica.AccessDenied}, scrape.ErrAccessDenied, true},
	{replica.Fault{Mode: replica.Missing}, scrape.ErrNotFound, true},
	{replica.Fault{Mode: replica.TooMany, RetryAfter: "600"}, scrape.ErrTooManyRequests, true},
	{replica.Fault{Mode: replica.Failing}, scrape.ErrUnavailable, true},
	{replica.Fault{Mode: replica.Failing, Times: 3}, nil, false},
	{replica.Fault{Mode: replica.BlockPage}, scrape.ErrRateThreshold, true},
	{replica.Fault{Mode: replica.WrongType}, scrape.ErrWrongType, true},
	{replica.Fault{Mode: replica.Bomb}, scrape.ErrTooLarge, true},
	{replica.Fault{Mode: replica.Endless}, scrape.ErrTooLarge, true},
	{replica.Fault{Mode: replica.Charset}, nil, false},
}

// ofRobots are the outcomes where robots.txt is. Lines that say nothing forbid
// nothing; rules that should be there and cannot be read forbid everything
// (RFC 9309, 2.3.1.4).
var ofRobots = []outcome{
	{replica.Fault{Mode: replica.Missing}, nil, false},
	{replica.Fault{Mode: replica.Text, Body: "<html>no rules here</html>"}, nil, false},
	{replica.Fault{Mode: replica.Text, Body: "User-agent: *\n\xff\xfe\n:::\nDisallow\n"}, nil, false},
	{replica.Fault{Mode: replica.Charset}, nil, false},
	{replica.Fault{Mode: replica.Text, Body: "Disallow: /of/whom\n"}, scrape.ErrRobots, true},
	{replica.Fault{Mode: replica.Text, Body: "User-agent: *\nDisallow: /\n"}, scrape.ErrRobots, true},
	{replica.Fault{Mode: replica.Failing}, scrape.ErrRobots, true},
	{replica.Fault{Mode: replica.Truncated}, scrape.ErrRobots, true},
	{replica.Fault{Mode: replica.Endless}, scrape.ErrRobots, true},
	{replica.Fault{Mode: replica.Loop}, scrape.ErrRobots, true},
	{replica.Fault{Mode: replica.BlockPage}, scrape.ErrRateThreshold, true},
	{replica.Fault{Mode: replica.Reset}, scrape.ErrUnreachable, true},
}

func faults(t *testing.T, s Subject, good []scrape.Document) {
	at := len(good) / 2
	others := s.without(good, good[at])
	for what, table := range map[string][]outcome{"document": ofDocument, "list": ofList, "robots": ofRobots} {
		for _, o := range table {
			t.Run(fmt.Sprintf("%s %s %.9q times %d", what, o.fault.Mode, o.fault.Body, o.fault.Times), func(t *testing.T) {
				t.Parallel()
				var want []scrape.Document
				if what == "list" && o.fault.Mode == replica.Malformed && s.Cut != nil {
					o.want = s.Cut
				}
				switch {
				case o.want == nil:
					want = good
				case what == "document" && o.ends:
					want = good[:at]
				case what == "document":
					want = others
				}
				o.fault.Path = map[string]string{"document": good[at].URL, "list": s.List, "robots": "/robots.txt"}[what]
				o.check(t, s, want, good)
			})
		}
	}
}

// check collects through a fault. Nothing arrives in place of a document, the
// error is the documented one and names the address, what came instead is
// there for a look, and what failed is had once the fault is gone.
func (o outcome) check(t *testing.T, s Subject, want, good []scrape.Document) {
	x, opts := s.start(t), options()
	x.Fail(o.fault)
	if o.want == scrape.ErrTimeout {
		opts.Timeout = time.Second
	}
	docs, err := x.collect(t.Context(), opts)
	if !errors.Is(err, o.want) || (err == nil) != (o.want == nil) {
		t.Errorf("error %v, want %v", err, o.want)
	}
	var e *scrape.Error
	if err != nil && (!errors.As(err, &e) || e.URL == "") {
		t.Errorf("error %v names no address", err)
	}
	looked := o.want == scrape.ErrWrongType && o.fault.Mode != replica.Unchanged
	if looked && len(scrape.Bodies(err)) == 0 {
		t.Errorf("what came is lost: %v", err)
	}
	x.rest(t, docs, want, good)
}
