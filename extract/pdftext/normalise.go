package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

var withoutConfigDir = sync.OnceFunc(api.DisableConfigDir) // pdfcpu would write one into the user's home

// normalise lets pdfcpu rebuild a file: encryption taken off, the
// cross-reference table made new.
func normalise(ctx context.Context, data []byte) ([]byte, error) {
	return patiently(ctx, normaliseTime, "rebuild PDF", func(context.Context) ([]byte, error) { return rebuild(data) })
}

func rebuild(data []byte) (out []byte, err error) {
	defer recovered(&err)
	withoutConfigDir()
	c, err := readLoosely(data, model.DECRYPT)
	if errors.Is(err, pdfcpu.ErrWrongPassword) {
		return nil, ErrPassword
	}
	if err != nil { // it refuses to decrypt what is not encrypted
		if c, err = readLoosely(data, model.OPTIMIZE); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	var buf bytes.Buffer
	if err := api.WriteContext(c, &buf); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return buf.Bytes(), nil
}

// readLoosely reads a file for pdfcpu's command, as plainly as it can write it
// again: without object streams, which the library reads slowly.
func readLoosely(data []byte, command model.CommandMode) (*model.Context, error) {
	conf := model.NewDefaultConfiguration()
	conf.Cmd = command
	conf.ValidationMode = model.ValidationRelaxed
	conf.Offline = true
	conf.WriteObjectStream, conf.WriteXRefStream = false, false
	return api.ReadAndValidate(bytes.NewReader(data), conf)
}
