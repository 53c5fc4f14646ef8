import { afterEach, describe, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, mirrorAddress, Person, type TestWorld } from './test-world.ts'

const worlds: TestWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

/** Runs a line that takes a while of the account's time. */
async function takes(world: TestWorld, person: Person, ms: number, line: string): Promise<string> {
  person.type(`${line}; echo "<$?>"\r`)
  await person.sees(/"<\$\?>"/)
  await world.pass(ms)
  return (await person.sees(/<\d+>\r\n/)).replaceAll('\r', '').trim()
}

async function withDocker(
  started = true,
): Promise<{ world: TestWorld; guest: Guest; person: Person }> {
  const world = createTestWorld()
  worlds.push(world)
  for (const name of ['registry-1.docker.io', 'auth.docker.io'])
    world.names.set(name, [mirrorAddress])
  const guest = await world.launch(world.spec('i-1'))
  await world.pass(60_000)
  const first = await Person.at(guest)
  await first.sees(/\$ $/)
  await takes(world, first, 20_000, 'sudo dnf install -y docker >/dev/null 2>&1')
  if (!started) return { world, guest, person: first }
  await first.runs('sudo systemctl enable --now docker')
  await first.runs('sudo usermod -aG docker ec2-user')
  first.type('exit\r')
  await first.ends()
  const person = await Person.at(guest)
  await person.sees(/\$ $/)
  return { world, guest, person }
}

describe('docker', () => {
  it('wants a daemon that runs, and rights', async () => {
    const { person } = await withDocker(false)
    expect(await person.runs('docker ps')).toBe(
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n<1>',
    )
    await person.runs('sudo systemctl start docker')
    expect(await person.runs('systemctl is-active docker')).toBe('active\n<0>')
    expect(await person.runs('docker ps')).toBe(
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.44/containers/json": dial unix /var/run/docker.sock: connect: permission denied\n<1>',
    )
    expect(await person.runs('sudo docker ps')).toMatch(/^CONTAINER ID {3}IMAGE/)
    expect(await person.runs('docker --version')).toBe('Docker version 25.0.13, build 0bab007\n<0>')
    expect(await person.runs('sudo docker compose up')).toBe(
      'docker compose: not available in a simulated guest\n<1>',
    )
  })

  it('pulls what the registry has, over the network of the guest', async () => {
    const { world, person } = await withDocker()
    expect(await takes(world, person, 5_000, 'docker run hello-world')).toMatch(
      /^Unable to find image 'hello-world:latest' locally\nlatest: Pulling from library\/hello-world\n[\da-f]{12}: Pull complete\nDigest: sha256:[\da-f]{64}\nStatus: Downloaded newer image for hello-world:latest\n\nHello from Docker!\nThis message shows that your installation appears to be working correctly\.[\s\S]*get-started\/\n\n<0>$/,
    )
    expect(await takes(world, person, 1_000, 'docker pull nobody/nothing')).toContain(
      "Error response from daemon: pull access denied for nobody/nothing, repository does not exist or may require 'docker login': denied: requested access to the resource is denied\n<1>",
    )
    world.servers.delete(`${mirrorAddress}:443`)
    const before = world.clock.now()
    expect(await takes(world, person, 20_000, 'docker pull alpine; date +%s')).toContain(
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)\n' +
        String(before / 1000 + 15),
    )
    world.names.delete('registry-1.docker.io')
    expect(await takes(world, person, 1_000, 'docker run alpine')).toMatch(
      /docker: Error response from daemon: Get "https:\/\/registry-1\.docker\.io\/v2\/": dial tcp: lookup registry-1\.docker\.io on [\d.]+:53: no such host\.\nSee 'docker run --help'\.\n<125>/,
    )
    expect(await person.runs("docker images --no-trunc | awk '{print $1}'")).toBe(
      'REPOSITORY\nhello-world\n<0>',
    )
  })

  it('nginx serves its own directory on a port of the guest, while the guest naps too', async () => {
    const { world, guest, person } = await withDocker()
    await takes(world, person, 10_000, 'docker run -d -p 80:80 --name web nginx')
    expect(await person.runs('curl -s http://localhost/ | grep title')).toContain(
      '<title>Welcome to nginx!</title>',
    )
    expect(await person.runs('docker ps --format "{{.Names}} {{.Ports}}"')).toBe(
      'web 0.0.0.0:80->80/tcp\n<0>',
    )
    expect(await person.runs('docker run -d -p 80:80 nginx')).toMatch(
      /failed to bind port 0\.0\.0\.0:80\/tcp: .*address already in use\.\nSee 'docker run --help'\.\n<125>/,
    )
    await person.runs(`docker exec web sh -c 'echo mine > /usr/share/nginx/html/index.html'`)
    expect(await person.runs('curl -s http://172.31.5.6/')).toBe('mine\n<0>')
    expect(
      await person.runs(
        'curl -s "http://$(docker inspect -f {{.NetworkSettings.IPAddress}} web)/"',
      ),
    ).toBe('mine\n<0>')
    expect(await person.runs('docker logs web 2>&1 | grep GET | head -1')).toMatch(
      /^172\.17\.0\.1 - - \[05\/Jan\/2026:\S+ \+0000\] "GET \/ HTTP\/1\.1" 200 \d+ "-" "curl\//,
    )
    expect(await person.runs('ls /usr/share/nginx')).toContain('No such file')
    person.type('exit\r')
    await person.ends()
    await world.pass(60_000)
    const socket = await guest.connect({
      port: 80,
      localAddress: '172.31.5.6',
      remoteAddress: '203.0.113.9',
      remotePort: 50_000,
    })
    if ('unreachable' in socket) throw new Error(socket.unreachable)
    socket.end('GET / HTTP/1.0\r\n\r\n')
    let text = ''
    for await (const bytes of socket) text += String(bytes)
    expect(text).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*mine\n$/)
    const again = await Person.at(guest)
    await again.sees(/\$ $/)
    expect(await again.runs('docker stop web')).toBe('web\n<0>')
    expect(await again.runs('curl -s http://localhost/')).toBe('<7>')
    expect(await again.runs('docker ps -aq | wc -l')).toBe('2\n<0>')
    expect(await again.runs('docker start web; curl -s localhost')).toBe('web\nmine\n<0>')
    expect(await again.runs('docker rm web')).toContain('container is running')
    expect(await again.runs('docker rm -f web; docker ps -q')).toBe('web\n<0>')
  })

  it('a container has its own root, name and hops, and goes with --rm', async () => {
    const { world, person } = await withDocker()
    expect(await takes(world, person, 5_000, 'docker run --rm alpine echo hi')).toMatch(
      /\nhi\n<0>$/,
    )
    expect(await person.runs('docker ps -aq')).toBe('<0>')
    expect(await person.runs('docker run --rm alpine nothing')).toMatch(
      /exec: "nothing": executable file not found in \$PATH: unknown\.\nSee 'docker run --help'\.\n<127>/,
    )
    await takes(world, person, 5_000, 'docker pull ubuntu')
    await person.runs('mkdir -p data; echo outside > data/file')
    person.type('docker run -it --name u -e COLOUR=blue -v $PWD/data:/data ubuntu bash\r')
    const prompt = await person.sees(/root@[\da-f]{12}:\/# $/)
    const name = /root@([\da-f]{12})/.exec(prompt)?.[1] ?? 'none'
    expect(await person.runs('hostname')).toBe(`${name}\n<0>`)
    expect(await person.runs('cat /data/file; echo inside > /data/file; echo $COLOUR')).toBe(
      'outside\nblue\n<0>',
    )
    expect(await person.runs('grep PRETTY /etc/os-release; ls -d /../../home/ec2-user')).toContain(
      'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nls: cannot access',
    )
    await person.runs('echo left > /root/left')
    person.type('exit 3\r')
    await person.sees(/\]\$ $/)
    expect(await person.runs('cat data/file; docker inspect -f "{{.State.ExitCode}}" u')).toBe(
      'inside\n3\n<0>',
    )
    expect(await person.runs('sudo find /var/lib/docker/overlay2 -name left | wc -l')).toBe(
      '1\n<0>',
    )
    expect(await takes(world, person, 5_000, 'docker run --rm busybox true; docker rm u')).toMatch(
      /\nu\n<0>$/,
    )
    await takes(
      world,
      person,
      10_000,
      'docker run --rm nginx curl -s http://169.254.169.254/latest/meta-data/',
    )
    expect(world.requests.at(-1)).toBe('GET http://169.254.169.254/latest/meta-data/ (1 hop)')
  })

  it('what is to be restarted runs again after a boot', async () => {
    const { world, guest, person } = await withDocker()
    await takes(world, person, 10_000, 'docker run -d --restart always --name a httpd')
    await takes(world, person, 10_000, 'docker run -d --name b httpd')
    await person.runs('sync')
    await guest.stop({ force: false })
    const next = await world.launch(
      world.spec('i-1', { firstBoot: false, bootedAt: world.clock.now() }),
    )
    await world.pass(60_000)
    const again = await Person.at(next)
    await again.sees(/\$ $/)
    expect(await again.runs('docker ps -a --format "{{.Names}} {{.Status}}" | sort')).toMatch(
      /^a Up .*\nb Exited \(\d+\) /,
    )
    expect(
      await again.runs('curl -s "http://$(docker inspect -f {{.NetworkSettings.IPAddress}} a)/"'),
    ).toBe('<html><body><h1>It works!</h1></body></html>\n<0>')
  })
})
