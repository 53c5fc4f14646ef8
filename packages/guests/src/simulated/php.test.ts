import { afterEach, describe, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, type TestWorld } from './test-world.ts'

const worlds: TestWorld[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const account = '123456789012'

async function run(world: TestWorld, guest: Guest, script: string): Promise<string> {
  const process = await guest.execute({
    user: 'root',
    argv: ['bash', '-c', `exec 2>&1; ${script}`],
  })
  process.stdin.end()
  const parts: Buffer[] = []
  process.stdout.on('data', (part: Buffer) => parts.push(part))
  let over = false
  const end = process.exit.then(() => (over = true))
  await Promise.race([end, world.driver.settle(account)])
  while (!over) await Promise.race([end, world.pass(1_000)])
  await world.driver.settle(account)
  return Buffer.concat(parts).toString()
}

const put = (path: string, text: string): string =>
  `echo ${Buffer.from(text).toString('base64')} | base64 -d > ${path}`

async function served(
  pages: Readonly<Record<string, string>>,
): Promise<(path: string) => Promise<string>> {
  const world = createTestWorld()
  worlds.push(world)
  const guest = await world.launch(world.spec('i-1'))
  await world.pass(60_000)
  await run(world, guest, 'dnf install -y httpd php; systemctl enable --now httpd')
  for (const [name, text] of Object.entries(pages))
    await run(world, guest, put(`/var/www/html/${name}`, text))
  return (path) => run(world, guest, `curl -s 'localhost${path}'`)
}

describe('a page in PHP', () => {
  it('computes, includes, and tells of its guest and of the request', async () => {
    const ask = await served({
      'index.php': `<?php
$title = "Course"; $list = ['a' => 1, 'b' => [2, 3]];
function add(int $x, $y = 10) { static $calls = 0; $calls++; return $x + $y + $calls; }
include 'part.php';
?>
<h1><?= htmlspecialchars("<$title>") ?></h1>
<?php foreach ($list as $key => $value): ?>
<li><?= $key ?>=<?= is_array($value) ? implode(',', $value) : $value ?></li>
<?php endforeach;
echo "{$list['b'][1]} $list[a] " . gethostname() . "\\n";
echo add(1), ' ', add(1, 2), ' ', $_GET['q'] ?? 'none', ' ', $_SERVER['REMOTE_ADDR'], "\\n";
for ($i = 0, $s = ''; $i < 3; $i++) { if ($i == 1) continue; $s .= $i; }
echo $s, ' ', date('Y-m-d'), ' ', json_encode(['x' => [1, 2], 'y' => null]), ' ', round(10 / 4, 1), "\\n";
$sq = fn($n) => $n ** 2; echo implode(' ', array_map($sq, range(1, 4))), ' ', shell_exec('echo hi; whoami');
`,
      'part.php': '<?php echo "part of $title\n"; ?>',
    })
    expect(await ask('/?q=x+y')).toBe(
      `part of Course\n<h1>&lt;Course&gt;</h1>\n<li>a=1</li>\n<li>b=2,3</li>\n3 1 ip-172-31-5-6.ap-northeast-2.compute.internal\n12 5 x y 127.0.0.1\n02 2026-01-05 {"x":[1,2],"y":null} 2.5\n1 4 9 16 hi\napache\n`,
    )
  })

  it('asks instance metadata, by streams and by cURL', async () => {
    const ask = await served({
      'a.php': `<?php
$put = stream_context_create(['http' => ['method' => 'PUT', 'header' => 'X-aws-ec2-metadata-token-ttl-seconds: 60']]);
$token = file_get_contents('http://169.254.169.254/latest/api/token', false, $put);
$get = stream_context_create(['http' => ['header' => "X-aws-ec2-metadata-token: $token"]]);
echo file_get_contents('http://169.254.169.254/latest/meta-data/instance-id', false, $get), "\\n";
$c = curl_init('http://169.254.169.254/latest/meta-data/instance-id');
curl_setopt($c, CURLOPT_RETURNTRANSFER, true);
curl_setopt($c, CURLOPT_HTTPHEADER, ["X-aws-ec2-metadata-token: $token"]);
echo curl_exec($c), ' ', curl_getinfo($c, CURLINFO_HTTP_CODE), ' ', @file_get_contents('http://169.254.169.254/x') === false ? 'no' : 'yes';
`,
    })
    expect(await ask('/a.php')).toBe('i-1\ni-1 200 no')
  })

  it('fails as PHP fails, and says what a simulated guest cannot do', async () => {
    const ask = await served({
      'db.php':
        '<?php\nmysqli_report(MYSQLI_REPORT_OFF);\ntry { $db = new mysqli("127.0.0.1", "u", "p"); } catch (mysqli_sql_exception $e) { echo "caught: " . $e->getMessage(); }',
      'bad.php': '<?php\necho 1;\necho imagecreate(1, 2);',
      'syntax.php': '<?php echo (1;',
      'loop.php': '<?php while (true) { $x = 1; }',
      'redirect.php': '<?php header("Location: /elsewhere"); exit;',
    })
    expect(await ask('/db.php')).toBe('caught: Connection refused')
    expect(await ask('/bad.php')).toMatch(
      /^1<br \/>\n<b>Fatal error<\/b>: {2}.*imagecreate\(\), which is not available in a simulated guest in <b>\/var\/www\/html\/bad.php<\/b> on line <b>3<\/b>/,
    )
    expect(await ask('/syntax.php')).toContain('Parse Error')
    expect(await ask('/loop.php')).toContain('Maximum execution time of 30 seconds exceeded')
    expect(await ask("/redirect.php' -o /dev/null -w '%{http_code} %{redirect_url}")).toBe(
      '302 http://localhost/elsewhere',
    )
  })
})
