import type { Duplex } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import type { Guest, GuestSpec } from '../driver.ts'
import { createTestWorld, type TestWorld } from './test-world.ts'

const worlds: TestWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const account = '123456789012'

async function up(distribution: GuestSpec['distribution'] = 'al2023'): Promise<{
  world: TestWorld
  guest: Guest
  run: (script: string) => Promise<string>
}> {
  const world = createTestWorld()
  worlds.push(world)
  const guest = await world.launch(world.spec('i-1', { distribution }))
  await world.pass(60_000)
  return { world, guest, run: (script) => run(world, guest, script) }
}

/** Runs a script as root, winding the clock as long as it takes; its output and exit code as text. */
async function run(world: TestWorld, guest: Guest, script: string): Promise<string> {
  const process = await guest.execute({
    user: 'root',
    argv: ['bash', '-c', `exec 2>&1; ${script}\necho "<$?>"`],
  })
  process.stdin.end()
  const parts: Buffer[] = []
  process.stdout.on('data', (part: Buffer) => parts.push(part))
  let over = false
  const end = process.exit.then(() => (over = true))
  await Promise.race([end, world.driver.settle(account)])
  while (!over) await Promise.race([end, world.pass(1_000)])
  await world.driver.settle(account)
  return Buffer.concat(parts).toString().replace(/\n$/, '')
}

async function ask(guest: Guest, port: number, request: string): Promise<string> {
  const socket: Duplex | { unreachable: string } = await guest.connect({
    port,
    localAddress: '172.31.5.6',
    remoteAddress: '203.0.113.10',
    remotePort: 50_123,
  })
  if ('unreachable' in socket) return socket.unreachable
  socket.write(request)
  const parts: Buffer[] = []
  for await (const part of socket) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

const get = (path: string, more = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: www.example.com\r\n${more}Connection: close\r\n\r\n`

const sites = `Listen 8080
<Directory /srv>
  Require all granted
</Directory>
<VirtualHost *:80>
  ServerName a.example.com
  DocumentRoot /srv/a
  ErrorDocument 404 /no.html
  Redirect permanent /old /new
  Alias /other /srv/b
</VirtualHost>
<VirtualHost *:8080>
  ServerName b.example.com
  DocumentRoot /srv/b
</VirtualHost>
`

const app = `server {
    listen 8080;
    server_name app.example.com;
    root /srv/app;
    location / { try_files $uri $uri/ /index.html; }
    location = /health { return 200 "ok $remote_addr"; }
    location /old/ { return 301 https://example.com$request_uri; }
    location /api/ { proxy_pass http://127.0.0.1:9000/; }
    location /down/ { proxy_pass http://127.0.0.1:9001; }
    location ~ .secret$ { deny all; }
}
`

const put = (path: string, text: string): string =>
  `echo ${Buffer.from(text).toString('base64')} | base64 -d > ${path}`

describe('Apache', () => {
  it('serves the files of its guest, logs who asked, and naps with what it had read', async () => {
    const { world, guest, run } = await up()
    await run('dnf install -y httpd; systemctl enable --now httpd')
    expect(guest.listens(80)).toBe(true)
    expect(await ask(guest, 80, get('/'))).toMatch(
      /^HTTP\/1.1 403 Forbidden[\s\S]*Server: Apache\/2.4.65 \(Amazon Linux\)[\s\S]*It works!/,
    )
    await run(
      'cd /var/www/html; echo "<h1>hi</h1>" > index.html; mkdir d; echo x > d/a.css; echo 0123 > n.txt; chmod 600 n.txt',
    )
    const page = await ask(guest, 80, get('/'))
    expect(page).toMatch(
      /^HTTP\/1.1 200 OK\r\nDate: Mon, 05 Jan 2026 09:0\d:\d\d GMT\r\nServer: [^\r]+\r\nLast-Modified: [^\r]+\r\nETag: "c-[0-9a-f]+"\r\nAccept-Ranges: bytes\r\nContent-Length: 12\r\nContent-Type: text\/html; charset=UTF-8\r\n/,
    )
    const etag = /ETag: (\S+)/.exec(page)?.[1] ?? ''
    expect(await ask(guest, 80, get('/', `If-None-Match: ${etag}\r\n`))).toMatch(
      /^HTTP\/1.1 304 Not Modified/,
    )
    expect(await ask(guest, 80, get('/', 'Range: bytes=1-2\r\n'))).toMatch(
      /^HTTP\/1.1 206 [\s\S]*Content-Range: bytes 1-2\/12[\s\S]*\r\n\r\nh1$/,
    )
    expect(await ask(guest, 80, get('/d'))).toContain('Location: http://www.example.com/d/')
    expect(await ask(guest, 80, get('/d/'))).toContain('Index of /d')
    expect(await ask(guest, 80, get('/d/a.css'))).toContain('Content-Type: text/css')
    expect(await ask(guest, 80, get('/../../etc/passwd'))).toMatch(/^HTTP\/1.1 400/)
    expect(await ask(guest, 80, get('/no'))).toMatch(
      /404 Not Found[\s\S]*<p>The requested URL was not found on this server.<\/p>/,
    )
    expect(await ask(guest, 80, get('/n.txt'))).toMatch(/^HTTP\/1.1 403/)
    await run('sed -i s/html/nowhere/ /etc/httpd/conf/httpd.conf')
    await expect.poll(() => 'awake' in guest && guest.awake).toBe(false)
    expect(guest.listens(80)).toBe(true)
    expect(await ask(guest, 80, 'GET / HTTP/1.0\r\n\r\n')).toContain('<h1>hi</h1>')
    await world.driver.settle(account)
    expect(
      await run('tail -1 /var/log/httpd/access_log; grep -c AH00132 /var/log/httpd/error_log'),
    ).toMatch(
      /^203.0.113.10 - - \[05\/Jan\/2026:09:0\d:\d\d \+0000\] "GET \/ HTTP\/1.0" 200 12 "-" "-"\n1\n<0>$/,
    )
  })

  it('follows its configuration, and says what is wrong with it', async () => {
    const { guest, run } = await up()
    await run(
      'dnf install -y httpd; systemctl start httpd; mkdir -p /srv/a /srv/b; echo A > /srv/a/index.html; echo B > /srv/b/index.html; echo sorry > /srv/a/no.html',
    )
    await run(put('/etc/httpd/conf.d/sites.conf', sites))
    expect(guest.listens(8080)).toBe(false)
    expect(await run('httpd -t 2>&1 | tail -1; systemctl reload httpd')).toBe('Syntax OK\n<0>')
    expect(guest.listens(8080)).toBe(true)
    expect(
      await run(
        'curl -s localhost localhost/other/ localhost/zzz localhost:8080; curl -sI localhost/old/x | grep Location',
      ),
    ).toBe('A\nB\nsorry\nB\nLocation: /new/x\r\n<0>')
    await run('echo Lissten 81 >> /etc/httpd/conf.d/sites.conf')
    expect(await run('httpd -t')).toBe(
      "AH00526: Syntax error on line 16 of /etc/httpd/conf.d/sites.conf:\nInvalid command 'Lissten', perhaps misspelled or defined by a module not included in the server configuration\n<1>",
    )
    expect(await run('systemctl reload httpd')).toContain('Job for httpd.service failed')
    expect(await run('curl -s localhost:8080')).toBe('B\n<0>')
    expect(await run('systemctl restart httpd')).toContain(
      'Job for httpd.service failed because the control process exited with error code.',
    )
    expect(await run('systemctl is-active httpd; curl -s localhost; echo $?')).toContain(
      'failed\n7',
    )
  })

  it('and nginx cannot have one port', async () => {
    const { run } = await up()
    await run('dnf install -y httpd nginx; systemctl start nginx')
    expect(await run('systemctl start httpd')).toContain('Job for httpd.service failed')
    expect(await run("journalctl -u httpd | sed 's/.*]: //'")).toContain(
      '(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:80\nno listening sockets available, shutting down\nAH00015: Unable to open logs',
    )
    await run('systemctl stop nginx; systemctl start httpd')
    expect(await run('systemctl is-active httpd; systemctl start nginx')).toMatch(
      /^active\nJob for nginx.service failed/,
    )
    expect(await run("journalctl -u nginx | sed 's/.*]: //'")).toContain(
      'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)',
    )
  })

  it('is what Debian makes of it: sites and its own page', async () => {
    const { run } = await up('ubuntu-24.04')
    await run('apt-get install -y apache2')
    expect(await run('curl -si localhost | grep -E "^Server|<h1>"')).toContain(
      'Server: Apache/2.4.58 (Ubuntu)\r\n',
    )
    await run(
      `mkdir /srv/a; echo A > /srv/a/index.html; ${put('/etc/apache2/sites-available/a.conf', '<VirtualHost *:80>\nDocumentRoot /srv/a\n<Directory /srv/a>\nRequire all granted\n</Directory>\n</VirtualHost>\n')}`,
    )
    expect(
      await run('a2ensite a; a2dissite 000-default; systemctl reload apache2; curl -s localhost'),
    ).toMatch(/Enabling site a\.[\s\S]*\nA\n<0>$/)
    expect(await run('a2ensite nope')).toBe('ERROR: Site nope does not exist!\n<1>')
  })
})

describe('nginx', () => {
  it('serves, returns, hands on, and tries files as it is told', async () => {
    const { guest, run } = await up()
    await run(
      `dnf install -y nginx; systemctl enable --now nginx; mkdir -p /srv/app; echo app > /srv/app/index.html; cd /srv/app; nohup python3 -m http.server 9000 >/dev/null 2>&1 & ${put('/etc/nginx/conf.d/app.conf', app)}`,
    )
    expect(await run('nginx -t && systemctl reload nginx')).toContain('test is successful\n<0>')
    expect(await ask(guest, 80, get('/'))).toMatch(
      /^HTTP\/1.1 200 OK\r\nServer: nginx\/1.28.0\r\nDate: [^\r]+\r\nContent-Type: text\/html\r\nContent-Length: \d+\r\nLast-Modified: [^\r]+\r\n[\s\S]*Welcome to nginx!/,
    )
    expect(await ask(guest, 80, get('/nope'))).toContain(
      'The page you are looking for is not found',
    )
    expect(await ask(guest, 8080, get('/health'))).toContain('ok 203.0.113.10')
    expect(await ask(guest, 8080, get('/any/where'))).toContain('\r\n\r\napp\n')
    expect(await ask(guest, 8080, get('/old/x?y'))).toContain(
      'Location: https://example.com/old/x?y',
    )
    expect(await ask(guest, 8080, get('/api/'))).toContain('app\n')
    expect(await ask(guest, 8080, get('/down/'))).toMatch(
      /^HTTP\/1.1 502 Bad Gateway[\s\S]*<center>nginx\/1.28.0<\/center>/,
    )
    expect(await ask(guest, 8080, get('/a.secret'))).toMatch(/^HTTP\/1.1 403/)
    expect(
      await run(
        'grep -c "111: Connection refused" /var/log/nginx/error.log; head -1 /var/log/nginx/access.log',
      ),
    ).toMatch(
      /^1\n203.0.113.10 - - \[05\/Jan\/2026:09:\d\d:\d\d \+0000\] "GET \/ HTTP\/1.1" 200 \d+ "-" "-" "-"\n<0>$/,
    )
    await run('echo "server { listn 81; }" > /etc/nginx/conf.d/bad.conf')
    expect(await run('nginx -t')).toBe(
      'nginx: [emerg] unknown directive "listn" in /etc/nginx/conf.d/bad.conf:1\nnginx: configuration file /etc/nginx/nginx.conf test failed\n<1>',
    )
  })
})

describe('curl and wget', () => {
  it('say what curl and wget say', async () => {
    const { run } = await up()
    expect(await run('curl http://nowhere.example/')).toContain(
      'curl: (6) Could not resolve host: nowhere.example\n<6>',
    )
    expect(await run('curl localhost:81')).toMatch(
      /curl: \(7\) Failed to connect to localhost port 81 after \d+ ms: Couldn't connect to server\n<7>/,
    )
    expect(await run('time curl -sS --connect-timeout 5 http://10.9.9.9/')).toMatch(
      /^curl: \(28\) Connection timed out after 5\d\d\d milliseconds\n\nreal\t0m[56]/,
    )
    expect(
      await run('curl -s http://169.254.169.254/latest/meta-data/ -w "%{http_code}" -o /dev/null'),
    ).toBe('401<0>')
    await run(
      'dnf install -y nmap-ncat; echo hello > f; nohup python3 -m http.server >/dev/null 2>&1 &',
    )
    expect(
      await run('wget -q -O- localhost:8000/f; wget localhost:8000/f 2>&1 | grep saved'),
    ).toMatch(/^hello\n2026-01-05 .* - ‘f.1’ saved \[6\/6\]\n<0>$/)
    expect(
      await run(
        'curl -so g -w "%{size_download} %{content_type}" localhost:8000/f; curl -f localhost:8000/nope',
      ),
    ).toMatch(
      /^6 application\/octet-stream[\s\S]*curl: \(22\) The requested URL returned error: 404\n<22>$/,
    )
    expect(await run("printf 'GET /f HTTP/1.0\\r\\n\\r\\n' | nc localhost 8000 | tail -1")).toBe(
      'hello\n<0>',
    )
    expect(await run('curl -sS https://localhost:8000')).toBe(
      'curl: (35) Recv failure: Connection reset by peer\n<35>',
    )
    expect(await run('wget http://localhost:8000/nope 2>&1 | grep ERROR')).toMatch(
      /ERROR 404: File not found.\n<0>$/,
    )
  })
})
