package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tickmark/pipeline/issuer"
)

func (a *app) issuersCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "issuers",
		Short: "The issuers' profiles, built in and your own",
		Long: "A profile says who an issuer is, where it publishes, what it calls its measures and what its canvas shows.\n" +
			"Your own are YAML files in $XDG_CONFIG_HOME/tickmark/issuers; one with the id of a built-in profile takes its place.\n" +
			"Start one with: tickmark issuers example > ~/.config/tickmark/issuers/acme.yaml, which says how to write one.\n\n" +
			"Exit status: see each command; 2 where check finds something wrong.",
		Args: noCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.issuersList(), a.issuersShow(), a.issuersExample(), a.issuersCheck())
	return c
}

// noCommand refuses what is no subcommand.
func noCommand(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("unknown command %q for %q", args[0], c.CommandPath())
	}
	return nil
}

type issuerRow struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Tickers []string `json:"tickers"`
	Sources []string `json:"sources"`
	Origin  string   `json:"origin"`
}

func rowOf(p issuer.Profile) issuerRow {
	r := issuerRow{ID: p.ID, Name: p.Name(), Tickers: []string{}, Sources: []string{}, Origin: p.Origin}
	for _, t := range p.Tickers {
		r.Tickers = append(r.Tickers, t.Exchange+": "+t.Symbol)
	}
	for _, s := range p.Sources {
		r.Sources = append(r.Sources, s.Kind)
	}
	return r
}

func (a *app) issuersList() *cobra.Command {
	c := &cobra.Command{Use: "list", Short: "List the profiles", Long: "List the profiles, built in and your own.\n\nExit status: 0 done, 1 failed, 2 wrong usage.", Args: atMost(0)}
	output := outputFlag(c)
	c.RunE = func(*cobra.Command, []string) error {
		var rows []issuerRow
		for _, p := range a.profiles() {
			rows = append(rows, rowOf(p))
		}
		return print(a.out, *output, listing[issuerRow]{
			header: []string{"id", "name", "tickers", "sources", "origin"}, rows: rows,
			cells: func(r issuerRow) []string {
				return []string{r.ID, r.Name, strings.Join(r.Tickers, ", "), strings.Join(r.Sources, ", "), r.Origin}
			},
		})
	}
	return c
}

func (a *app) issuersShow() *cobra.Command {
	return &cobra.Command{
		Use: "show ISSUER", Short: "Print a profile as YAML", Long: "Print a profile as YAML.\n\nExit status: 0 done, 1 failed, 2 no such profile.", Args: exactly(1, "name one issuer"),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := a.profile(args[0])
			if err != nil {
				return err
			}
			text, err := p.YAML()
			if err != nil {
				return err
			}
			_, err = a.out.Write(text)
			return err
		},
	}
}

func (a *app) issuersExample() *cobra.Command {
	return &cobra.Command{
		Use: "example", Short: "Print a profile to start from, which says how to write one",
		Long: "Print a profile to start from. Its comments say what each field is and how to try it.\n\nExit status: 0 done, 1 failed, 2 wrong usage.", Args: atMost(0),
		RunE: func(*cobra.Command, []string) error {
			_, err := a.out.Write(issuer.Example())
			return err
		},
	}
}

type profileProblem struct {
	Issuer  string `json:"issuer"`
	Problem string `json:"problem"`
}

func (a *app) issuersCheck() *cobra.Command {
	c := &cobra.Command{
		Use: "check [ISSUER...]", Short: "Check profiles for what is wrong or unverified",
		Long: "Check profiles, all of them or those named. With --online each source is asked for its lists and for one document at\n" +
			"most, as a first refresh would, and what it answers is told; nothing is kept.\n\n" +
			"Exit status: 0 nothing wrong, 2 something is, 3 a source failed.",
	}
	output := outputFlag(c)
	online := c.Flags().Bool("online", false, "ask the sources too")
	c.RunE = func(c *cobra.Command, args []string) error {
		all, err := a.chosen(args) // names the files that are wrong
		if err != nil {
			return err
		}
		var rows []profileProblem
		for _, p := range all {
			for _, problem := range p.Check() {
				rows = append(rows, profileProblem{p.ID, problem})
			}
			for _, u := range p.Unverified {
				fmt.Fprintf(a.errs, "%s: unverified: %s\n", p.ID, u)
			}
		}
		if err := print(a.out, *output, listing[profileProblem]{
			header: []string{"issuer", "problem"}, rows: rows,
			cells: func(r profileProblem) []string { return []string{r.Issuer, r.Problem} },
		}); err != nil {
			return err
		}
		if len(rows) > 0 {
			return exit{statusUsage, fmt.Errorf("%s wrong in %s", count(len(rows), "thing"), count(len(all), "profile"))}
		}
		if _, err := issuer.Load(profileDir()); err != nil && len(args) == 0 {
			return exit{statusUsage, fmt.Errorf("a file in %s cannot be used", profileDir())}
		}
		if *online {
			return a.checkOnline(c.Context(), all)
		}
		return nil
	}
	return c
}

// checkOnline says what the sources of profiles answer, on stderr, where the
// rest is not a listing of problems.
func (a *app) checkOnline(ctx context.Context, all []issuer.Profile) error {
	rows, failed, err := a.probe(ctx, all, false)
	for _, r := range rows {
		said := "answers, and lists no document that is wanted"
		switch {
		case r.Error != "", r.Off != "":
			said = r.found()
		case r.New != "":
			said = "answers; its first document was published " + orNever(r.Published) + ": " + r.New
		}
		fmt.Fprintln(a.errs, printable(fmt.Sprintf("%s: %s %s: %s", r.Issuer, r.Source, r.ID, said)))
	}
	if err == nil && failed > 0 {
		err = exit{statusPartly, fmt.Errorf("%s", count(failed, "source")+" failed")}
	}
	return err
}

// chosen gives the profiles that are named, or all.
func (a *app) chosen(names []string) ([]issuer.Profile, error) {
	if len(names) == 0 {
		return a.profiles(), nil
	}
	var out []issuer.Profile
	for _, n := range names {
		p, err := a.profile(n)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// atMost asks for no more than n arguments.
func atMost(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return usage("%s takes at most %s, not %q", c.CommandPath(), count(n, "argument"), args[n])
		}
		return nil
	}
}

// exactly asks for n arguments.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usage("%s", what)
		}
		return nil
	}
}

// count prints a number with its noun: 1 fact, 2 facts.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
