package hkexnews

import (
	"testing"
	"time"

	"tickmark/scrape"
	"tickmark/scrape/conform"
	"tickmark/scrape/fetch"
	"tickmark/scrape/replica"
)

func TestConform(t *testing.T) {
	conform.Run(t, conform.Subject{
		Serve: func() (*replica.Server, error) { return replica.HKEX("") },
		Source: func(s *replica.Server) scrape.Source {
			return scrape.Source{Kind: "hkexnews", Issuer: "kc", ID: replica.StockCode, Bases: s.Bases()}
		},
		New:   func(c *fetch.Client, m scrape.Memory) conform.Collector { return &Collector{Client: c, Memory: m} },
		List:  "/search/titleSearchServlet.do",
		Since: time.Date(2025, 10, 1, 0, 0, 0, 0, hongKong),
	})
}
