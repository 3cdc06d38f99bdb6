package edgar

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
		Serve:  func() (*replica.Server, error) { return replica.EDGAR(replica.Options{}) },
		Source: source,
		New:    func(c *fetch.Client, m scrape.Memory) conform.Collector { return &Collector{Client: c, Memory: m} },
		List:   "/submissions/CIK0001795589.json",
		Since:  time.Date(2025, 8, 1, 0, 0, 0, 0, eastern),
	})
}
