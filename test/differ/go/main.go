// What docker's own loader and converter make of compose files: a case a line on standard input, an answer a line on
// standard output. Built against docker/cli of one version by ../build-loader.ts, together with the client of its kind.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/docker/cli/cli/compose/convert"
	"github.com/docker/cli/cli/compose/loader"
	"github.com/docker/cli/cli/compose/schema"
	composetypes "github.com/docker/cli/cli/compose/types"
	"github.com/sirupsen/logrus"
)

type composeCase struct {
	Name  string            `json:"name"`
	Files []string          `json:"files"`
	Env   map[string]string `json:"env"`
}

// The folder of the compose files: nothing lies there.
const folder = "/beside/the/compose/files"

func answer(c composeCase) (out map[string]any) {
	out = map[string]any{"name": c.Name}
	defer func() {
		if r := recover(); r != nil {
			out = map[string]any{"name": c.Name, "error": fmt.Sprint("panic: ", r)}
		}
	}()
	config, err := load(c)
	if err != nil {
		return map[string]any{"name": c.Name, "error": err.Error()}
	}
	namespace := convert.NewNamespace("st")
	services, err := services(namespace, config)
	if err != nil {
		return map[string]any{"name": c.Name, "error": err.Error()}
	}
	out["services"] = services
	out["networks"], out["external"] = convert.Networks(namespace, config.Networks, used(config.Services))
	if _, err := convert.Configs(namespace, config.Configs); err != nil {
		out["error"] = err.Error()
	}
	if _, err := convert.Secrets(namespace, config.Secrets); err != nil {
		out["error"] = err.Error()
	}
	return out
}

func load(c composeCase) (*composetypes.Config, error) {
	details := composetypes.ConfigDetails{WorkingDir: folder, Environment: c.Env}
	for i, text := range c.Files {
		content, err := loader.ParseYAML([]byte(text))
		if err != nil {
			return nil, err
		}
		details.ConfigFiles = append(details.ConfigFiles, composetypes.ConfigFile{Filename: fmt.Sprintf("f%d.yml", i), Config: content})
	}
	details.Version = schema.Version(details.ConfigFiles[0].Config)
	return loader.Load(details)
}

func used(services []composetypes.ServiceConfig) map[string]struct{} {
	names := map[string]struct{}{}
	for _, service := range services {
		if len(service.Networks) == 0 {
			names["default"] = struct{}{}
		}
		for name := range service.Networks {
			names[name] = struct{}{}
		}
	}
	return names
}

func main() {
	logrus.SetOutput(io.Discard)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for lines.Scan() {
		var c composeCase
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			panic(err)
		}
		line, err := json.Marshal(answer(c))
		if err != nil {
			line, _ = json.Marshal(map[string]any{"name": c.Name, "error": "cannot be sent: " + err.Error()})
		}
		out.Write(append(line, '\n'))
	}
}
