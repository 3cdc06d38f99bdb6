package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/goccy/go-yaml"

	"tickmark/pipeline/issuer"
	"tickmark/scrape/fetch"
)

// config is the configuration file; all of it is optional.
type config struct {
	Contact      string   `yaml:"contact"`       // a name and a mail address, for sources that ask programs for one
	Rate         float64  `yaml:"rate"`          // requests a second to one host; the SEC never gets more than 8
	AllowPrivate bool     `yaml:"allow_private"` // let private and loopback addresses be fetched
	Issuers      []string `yaml:"issuers"`       // whom refresh is for where it names none
	Canvas       string   `yaml:"canvas"`        // the directory that refresh writes canvases into
}

// configPath is where the configuration lies, or would lie.
func (a *app) configPath() string {
	return cmp.Or(a.config, filepath.Join(configHome(), "tickmark", "config.yaml"))
}

// configure reads the configuration. A file that --config names must exist.
func (a *app) configure() error {
	path := a.configPath()
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && a.config == "":
		return nil
	case err != nil:
		return usage("configuration %s: %v", path, plain(err))
	}
	if err := yaml.UnmarshalWithOptions(text, &a.settings, yaml.Strict()); err != nil {
		return usage("configuration %s: %s", path, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	return nil
}

// profiles gives the issuers' profiles, built in and the user's own. A file
// that is wrong is named in a warning; the others serve.
func (a *app) profiles() []issuer.Profile {
	all, err := issuer.Load(profileDir())
	if err != nil {
		fmt.Fprintln(a.errs, "tickmark: warning:", err)
	}
	return all
}

func profileDir() string { return filepath.Join(configHome(), "tickmark", "issuers") }

// profile gives one issuer's profile by id, name or ticker.
func (a *app) profile(name string) (issuer.Profile, error) {
	all := a.profiles()
	if p, ok := issuer.Lookup(all, name); ok {
		return p, nil
	}
	ids := make([]string, len(all))
	for i, p := range all {
		ids[i] = p.ID
	}
	return issuer.Profile{}, usage("no profile for issuer %q: there are %s; see tickmark issuers --help for your own", name, strings.Join(ids, ", "))
}

// client is the polite client by the configuration.
func (a *app) client() *fetch.Client { return a.clientThat(nil) }

// clientThat is client, with a memory of robots.txt or nil.
func (a *app) clientThat(remembers fetch.RobotsMemory) *fetch.Client {
	contact := a.settings.Contact
	if c := os.Getenv("TICKMARK_CONTACT"); c != "" {
		contact = c
	}
	return fetch.New(fetch.Options{
		UserAgent: "tickmark/" + program(), Contact: contact, Rate: a.settings.Rate,
		AllowPrivate: a.settings.AllowPrivate, Log: a.log, Robots: remembers,
	})
}
