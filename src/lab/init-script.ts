/**
 * What the first process of a lab machine does. It is process 1 of namespaces of its own (network, mount, host name,
 * processes, IPC), so that everything on the machine ends with it, however it ends, and nothing stays mounted.
 * Its arguments: the machine's folder, name, address, gateway where it may reach further than the lab, and the folder of the
 * Docker that takes the place of the installed one.
 */
const begin = `
folder=$1 name=$2 address=$3 gateway=$4 docker=$5
# The old /proc still tells our number as the outside knows it.
read -r line < /proc/self/stat
set -- $line
echo "$1 \${22}" > "$folder/init.new" && mv "$folder/init.new" "$folder/init"
mount -t proc proc /proc
mount -t tmpfs -o mode=755,size=64m tmpfs /run
# Before the folders that may hold it are covered.
if [ -n "$docker" ]; then
  [ -x "$docker/usr/sbin/dockerd" ] || { echo "no Docker in $docker any more" >&2; exit 1; }
  mkdir -p /run/docker-programs
  mount --bind "$docker/usr" /run/docker-programs
fi
mount -t tmpfs -o mode=1777 tmpfs /tmp
hostname "$name"
ip link set lo up
tries=0
until ip link show eth0 > /run/eth0 2>&1; do
  # Nobody plugs the cable in: who raised us is gone.
  tries=$((tries + 1)); [ $tries -lt 600 ] || exit 1
  sleep 0.02
done
ip addr add "$address/24" dev eth0
ip link set eth0 up
`;

/** Waiting on a child collects every orphan too, as process 1 must. */
const end = `
sleep infinity & wait $!
`;

/**
 * Another Docker than the installed one: its programs are laid over those of the same name, so that who logs in finds no other,
 * and stand first in the PATH.
 */
const takeDocker = `
if [ -n "$docker" ]; then
  for program in /run/docker-programs/sbin/* /run/docker-programs/bin/*; do
    # Links lead to packages that are not unpacked.
    [ ! -L "$program" ] || continue
    for there in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin; do
      [ ! -f "$there/\${program##*/}" ] || mount --bind "$program" "$there/\${program##*/}"
    done
  done
  PATH=/run/docker-programs/sbin:/run/docker-programs/bin:$PATH
fi
`;

/** A server: own /etc, /root, /home, /var/lib; dockerd and sshd. What is bound over /var/lib comes last: the folder itself is below it. */
export const serverScript = `${begin}${takeDocker}
[ -z "$gateway" ] || ip route add default via "$gateway"
mkdir -p /run/lock /run/sshd
for each in etc root home; do mount --bind "$folder/$each" "/$each"; done
exec 3>> "$folder/dockerd.log" 4>> "$folder/sshd.log"
mount --bind "$folder/lib" /var/lib
cd /
/usr/sbin/sshd -D -e >&4 2>&4 3>&- < /dev/null &
dockerd --config-file /etc/docker/daemon.json >&3 2>&3 4>&- < /dev/null &
exec 3>&- 4>&-
${end}`;

/** The registry of a lab: Docker Hub, ghcr.io and the others, as far as the lab is concerned. */
export const registryScript = `${begin}
docker-registry serve "$folder/registry.yml" < /dev/null &
${end}`;
