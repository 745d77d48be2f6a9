package main

import (
	"context"

	"github.com/docker/cli/cli/compose/convert"
	composetypes "github.com/docker/cli/cli/compose/types"
	"github.com/docker/docker/api/types/swarm"
	"github.com/docker/docker/client"
)

// Has every secret and config that it is asked for; their ids are their names.
type everything struct{ client.APIClient }

func (everything) ClientVersion() string { return "1.51" }

func (everything) SecretList(_ context.Context, options swarm.SecretListOptions) (found []swarm.Secret, _ error) {
	for _, name := range options.Filters.Get("name") {
		found = append(found, swarm.Secret{ID: name, Spec: swarm.SecretSpec{Annotations: swarm.Annotations{Name: name}}})
	}
	return found, nil
}

func (everything) ConfigList(_ context.Context, options swarm.ConfigListOptions) (found []swarm.Config, _ error) {
	for _, name := range options.Filters.Get("name") {
		found = append(found, swarm.Config{ID: name, Spec: swarm.ConfigSpec{Annotations: swarm.Annotations{Name: name}}})
	}
	return found, nil
}

func services(namespace convert.Namespace, config *composetypes.Config) (map[string]swarm.ServiceSpec, error) {
	return convert.Services(context.Background(), namespace, config, everything{})
}
