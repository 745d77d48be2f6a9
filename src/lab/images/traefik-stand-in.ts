/**
 * The program `traefik` of the stand-in: reads /etc/traefik/traefik.yml and the labels of swarm services once a second,
 * writes nginx's configuration, reloads it when it changed. `traefik healthcheck` asks its ping entry point.
 * Backticks of rules are written \x60 here.
 */
export const traefikStandIn = String.raw`#!/usr/bin/python3
"""Stand-in for traefik in tend's lab: nginx, told by the traefik labels of swarm services."""
import http.client, itertools, json, os, re, signal, socket, subprocess, sys, time, urllib.request
import yaml

FOLDER = '/run/traefik'
CONF = FOLDER + '/nginx.conf'
TOKEN = re.compile(r'\s*(\|\||&&|!|\(|\)|,|\x60[^\x60]*\x60|"[^"]*"|\w+)')


class DockerSocket(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect('/var/run/docker.sock')


def docker(path):
    connection = DockerSocket('docker', timeout=10)
    connection.request('GET', path)
    answer = json.load(connection.getresponse())
    connection.close()
    return answer or []


def parse_rule(rule):
    """Host(...) && (PathPrefix(...) || ...) as a list of alternatives: {'Host': [...], 'PathPrefix': [...]}"""
    tokens = TOKEN.findall(rule)
    if ''.join(tokens) != re.sub(r'\s', '', rule):
        raise ValueError('not understood')

    def any_of():
        found = all_of()
        while tokens and tokens[0] == '||':
            tokens.pop(0)
            found = found + all_of()
        return found

    def all_of():
        found = one()
        while tokens and tokens[0] == '&&':
            tokens.pop(0)
            found = [{**a, **b} for a, b in itertools.product(found, one())]
        return found

    def one():
        name = tokens.pop(0)
        if name == '(':
            found = any_of()
            tokens.pop(0)
            return found
        if name not in ('Host', 'PathPrefix') or tokens.pop(0) != '(':
            raise ValueError(name + ' is not known here')
        values = []
        while tokens[0] != ')':
            values.append(tokens.pop(0))
        tokens.pop(0)
        return [{name: [value[1:-1] for value in values if value != ',']}]

    return any_of()


def backends(service, tasks, port, network):
    """Addresses of the tasks that run (with a health check: that are healthy) on the shared network."""
    for task in tasks:
        if task['ServiceID'] != service['ID'] or task['Status']['State'] != 'running':
            continue
        for attachment in task.get('NetworksAttachments') or []:
            if attachment['Network']['Spec']['Name'] == network and attachment.get('Addresses'):
                yield attachment['Addresses'][0].split('/')[0] + ':' + port


def read_routes(settings):
    """What the labels say: (entry points or None, host, path, addresses)"""
    network = settings.get('network')
    tasks = docker('/tasks?filters=%7B%22desired-state%22%3A%5B%22running%22%5D%7D')
    for service in sorted(docker('/services'), key=lambda service: service['Spec']['Name']):
        labels = service['Spec'].get('Labels') or {}
        if labels.get('traefik.enable') != 'true':
            continue
        wanted = labels.get('traefik.docker.network') or labels.get('traefik.swarm.network') or network
        ports = {m.group(1): v for k, v in labels.items()
                 if (m := re.fullmatch(r'traefik\.http\.services\.(.+)\.loadbalancer\.server\.port', k))}
        for key, rule in sorted(labels.items()):
            name = re.fullmatch(r'traefik\.http\.routers\.(.+)\.rule', key)
            if not name:
                continue
            prefix = 'traefik.http.routers.' + name.group(1)
            target = labels.get(prefix + '.service', name.group(1))
            port = ports.get(target) or next(iter(ports.values()), None)
            if not port or target.endswith('@internal'):
                continue
            points = labels.get(prefix + '.entrypoints')
            addresses = sorted(backends(service, tasks, port, wanted))
            try:
                for found in parse_rule(rule):
                    for host in found.get('Host', ['_']):
                        for path in found.get('PathPrefix', ['/']):
                            yield points and re.split(r'\s*,\s*', points), host, path, addresses
            except (ValueError, IndexError) as error:
                say('router %s left out: %s' % (name.group(1), error))


def say(text, said=set()):
    if text not in said:
        said.add(text)
        print(text, flush=True)


HEAD = """user root; worker_processes 1; daemon off; pid /run/traefik/nginx.pid; error_log stderr warn;
events { worker_connections 1024; }
http {
  access_log %s; client_max_body_size 0; proxy_http_version 1.1; proxy_connect_timeout 5s; proxy_read_timeout 300s;
  server_names_hash_bucket_size 128; types_hash_max_size 2048; default_type text/plain;
  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
  proxy_set_header Host $http_host; proxy_set_header X-Real-Ip $remote_addr;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;
  proxy_set_header X-Forwarded-Host $http_host; proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $connection_upgrade;
  ssl_certificate /run/traefik/cert.pem; ssl_certificate_key /run/traefik/key.pem;
"""


def make_configuration(settings, routes):
    text = [HEAD % ('/dev/stdout' if 'accessLog' in settings else 'off')]
    for name, point in settings['entryPoints'].items():
        port = point['address'].rsplit(':', 1)[1].split('/')[0]
        listen = port + (' ssl' if port == '443' else '')
        to = ((point.get('http') or {}).get('redirections') or {}).get('entryPoint')
        if name == settings.get('ping', {}).get('entryPoint'):
            text.append('  server { listen %s; location = /ping { return 200 OK; } }\n' % listen)
        elif to:
            text.append('  server { listen %s; return 301 https://$host$request_uri; }\n' % listen)
        else:
            text.append("  server { listen %s default_server; return 404 '404 page not found\\n'; }\n" % listen)
            text += make_servers(listen, [r for r in routes if not r[0] or name in r[0]])
    return ''.join(text) + '}\n'


def make_servers(listen, routes):
    by_host = {}
    for _, host, path, addresses in routes:
        by_host.setdefault(host, {}).setdefault(path, addresses)
    for number, (host, paths) in enumerate(sorted(by_host.items())):
        upstreams, locations = '', ''
        for place, (path, addresses) in enumerate(sorted(paths.items())):
            upstream = 'p%s_%d_%d' % (listen.split()[0], number, place)
            if addresses:
                servers = ' '.join('server %s max_fails=0;' % address for address in addresses)
                upstreams += '  upstream %s { %s }\n' % (upstream, servers)
                locations += ' location %s { proxy_pass http://%s; }' % (path, upstream)
            else:
                locations += " location %s { return 503 'no available server\\n'; }" % path
        yield upstreams + '  server { listen %s; server_name %s;%s }\n' % (listen, host, locations)


def run():
    with open('/etc/traefik/traefik.yml') as file:
        settings = yaml.safe_load(file)
    provider = (settings.get('providers') or {}).get('swarm') or (settings.get('providers') or {}).get('docker') or {}
    os.makedirs(FOLDER, exist_ok=True)
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
                    '-days', '365', '-subj', '/CN=TRAEFIK STAND-IN', '-keyout', FOLDER + '/key.pem',
                    '-out', FOLDER + '/cert.pem'], check=True, stderr=subprocess.DEVNULL)
    nginx, written = None, None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print("Stand-in for traefik: nginx and swarm labels", flush=True)
    try:
        while nginx is None or nginx.poll() is None:
            try:
                text = make_configuration(settings, list(read_routes(provider)))
            except OSError as error:
                say('Docker does not answer: %s' % error)
                text = written or make_configuration(settings, [])
            if text != written:
                with open(CONF, 'w') as file:
                    file.write(text)
                written = text
                nginx and nginx.send_signal(signal.SIGHUP)
                nginx = nginx or subprocess.Popen(['nginx', '-c', CONF])
            time.sleep(1)
    finally:
        if nginx:
            nginx.terminate()
    sys.exit(1)


if sys.argv[1:2] == ['healthcheck']:
    urllib.request.urlopen('http://127.0.0.1:8082/ping', timeout=3)
elif sys.argv[1:2] == ['version']:
    print("Stand-in for traefik of tend's lab")
else:
    run()
`;
