package main

import (
	"context"

	"github.com/docker/cli/cli/compose/convert"
	composetypes "github.com/docker/cli/cli/compose/types"
	"github.com/moby/moby/api/types/swarm"
	"github.com/moby/moby/client"
)

// Has every secret and config that it is asked for; their ids are their names.
type everything struct{ client.APIClient }

func (everything) SecretList(_ context.Context, options client.SecretListOptions) (found client.SecretListResult, _ error) {
	for name := range options.Filters["name"] {
		found.Items = append(found.Items, swarm.Secret{ID: name, Spec: swarm.SecretSpec{Annotations: swarm.Annotations{Name: name}}})
	}
	return found, nil
}

func (everything) ConfigList(_ context.Context, options client.ConfigListOptions) (found client.ConfigListResult, _ error) {
	for name := range options.Filters["name"] {
		found.Items = append(found.Items, swarm.Config{ID: name, Spec: swarm.ConfigSpec{Annotations: swarm.Annotations{Name: name}}})
	}
	return found, nil
}

func services(namespace convert.Namespace, config *composetypes.Config) (map[string]swarm.ServiceSpec, error) {
	return convert.Services(context.Background(), namespace, config, everything{})
}
