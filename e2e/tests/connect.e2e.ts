import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateKeyPairCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupRulesCommand,
} from '@aws-sdk/client-ec2'
import { row } from '../support/console.ts'
import { expect, terminal, test, typeLine, type World } from '../support/test.ts'

async function describe(world: World, id: string) {
  const { Reservations = [] } = await world.ec2.send(
    new DescribeInstancesCommand({ InstanceIds: [id] }),
  )
  return Reservations[0]?.Instances?.[0]
}

/** Runs a line as a person types it into a shell of the machine that runs the tests. */
function run(line: string, cwd: string) {
  const child = spawn('sh', ['-c', line], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()))
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  )
}

test('the SSH line of the page works in the OpenSSH client of this computer', async ({
  page,
  world,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'brume-e2e-ssh-'))
  try {
    const { KeyMaterial = '' } = await world.ec2.send(
      new CreateKeyPairCommand({ KeyName: 'the course' }),
    )
    writeFileSync(join(folder, 'the_course.pem'), KeyMaterial, { mode: 0o600 })
    const [id = ''] = await world.launch('server', { KeyName: 'the course' })
    await world.advance('1m')
    await page.goto(world.path(`/connect/${id}?tab=ssh`))
    const needs = page.getByRole('tabpanel')
    await expect(
      needs.getByText(/No inbound rule allows TCP 22 from 203\.0\.113\.10/).first(),
    ).toBeVisible()
    const lineHere = needs.getByText(/^ssh -i "the_course\.pem" .*HostKeyAlias/)
    const options = '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o BatchMode=yes'
    const login = async (more = '') =>
      run(`${await lineHere.innerText()} ${options} ${more} hostname -f`, folder)

    // What the page says is so: nobody answers.
    expect(await login('-o ConnectTimeout=2')).toMatchObject({
      code: 255,
      err: expect.stringContaining('timed out'),
    })
    await needs.getByRole('button', { name: 'Open the way' }).click()
    await expect(needs.getByText('It gets through')).toBeVisible()
    await expect(needs.getByText('From this computer')).toBeVisible()
    const { PrivateDnsName = 'no name' } = (await describe(world, id)) ?? {}
    expect(await login()).toMatchObject({ code: 0, out: `${PrivateDnsName}\n` })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('EC2 Instance Connect opens a shell once its own addresses are let in', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('server')
  await world.advance('1m')
  // A pushed key is good for a minute of the account's clock.
  await world.setSpeed(1)
  await page.goto(world.path(`/connect/${id}?tab=instance-connect`))
  const needs = page.getByRole('tabpanel')
  const open = needs.getByRole('button', { name: 'Connect', exact: true })
  await expect(
    needs.getByText(/No inbound rule allows TCP 22 from 13\.209\.1\.\d+/).first(),
  ).toBeVisible()
  await open.click()
  await expect(page.getByText('The terminal could not be opened')).toBeVisible()
  await needs.getByRole('button', { name: 'Open the way' }).click()
  await expect(needs.getByText('It gets through')).toBeVisible()
  await expect(page.getByText('The terminal could not be opened')).toBeHidden()
  const { SecurityGroups = [] } = (await describe(world, id)) ?? {}
  const { SecurityGroupRules = [] } = await world.ec2.send(
    new DescribeSecurityGroupRulesCommand({
      Filters: [{ Name: 'group-id', Values: [SecurityGroups[0]?.GroupId ?? ''] }],
    }),
  )
  // Not only the address that this session comes from.
  expect(SecurityGroupRules).toContainEqual(
    expect.objectContaining({ IsEgress: false, FromPort: 22, CidrIpv4: '13.209.1.56/29' }),
  )
  await open.click()
  await expect(terminal(page, 'Terminal on server')).toContainText(/\[ec2-user@ip-\S+ ~\]\$/)
  await typeLine(page, 'Terminal on server', 'echo as-$(whoami)', 'as-ec2-user')
})

test('the serial console is off until it is allowed, then asks who is there', async ({
  page,
  world,
}) => {
  const [id = ''] = await world.launch('server')
  await world.advance('1m')
  await page.goto(world.path(`/connect/${id}?tab=serial-console`))
  const needs = page.getByRole('tabpanel')
  const open = needs.getByRole('button', { name: 'Connect', exact: true })
  await expect(needs.getByText('It is off, as in every new account.')).toBeVisible()
  await expect(open).toBeDisabled()
  await needs.getByRole('button', { name: 'Allow the serial console' }).click()
  await expect(needs.getByText('It is allowed in this Region.')).toBeVisible()
  await open.click()
  await expect(page.getByText('Connected', { exact: true })).toBeVisible()
  await typeLine(page, 'Terminal on server', '', /ip-\S+ login:/)
  await typeLine(page, 'Terminal on server', 'ec2-user', 'Password:')
})

test('the downloaded key lies in My computer, and the line of the lecture works there', async ({
  page,
  world,
}) => {
  await page.goto(world.path('/key-pairs'))
  await page.getByRole('button', { name: 'Create key pair' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('my laptop')
  await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Create key pair' }).click(),
  ])
  await expect(row(page, 'my laptop')).toBeVisible()
  const [id = ''] = await world.launch('server', { KeyName: 'my laptop' })
  await world.advance('1m')
  const { PublicIpAddress = '', SecurityGroups = [] } = (await describe(world, id)) ?? {}
  await world.ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: SecurityGroups[0]?.GroupId,
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      CidrIp: '203.0.113.10/32',
    }),
  )

  await page.goto(world.path('/terminals'))
  await page.getByRole('button', { name: 'Open My computer' }).click()
  const mine = 'Terminal on My computer'
  await expect(terminal(page, mine)).toHaveText(/\$\s*$/)
  await typeLine(page, mine, 'cd ~/Downloads && ls', /ls\s+my_laptop\.pem/)
  const login = `ssh -i my_laptop.pem ec2-user@${PublicIpAddress}`
  await typeLine(page, mine, login, /continue connecting \(yes\/no/)
  // As a browser saves it everyone can read it, which OpenSSH does not take.
  await typeLine(page, mine, 'yes', 'UNPROTECTED PRIVATE KEY FILE')
  await expect(terminal(page, mine)).toContainText('Permission denied (publickey')
  await typeLine(page, mine, 'clear; chmod 400 my_laptop.pem; ls -l', '-r--------')
  await typeLine(page, mine, login, /\[ec2-user@ip-\S+ ~\]\$/)
  await typeLine(page, mine, 'echo from-${SSH_CLIENT%% *}', 'from-203.0.113.10')
})

test('the password of a Windows instance opens with its key, in the browser', async ({
  page,
  world,
}) => {
  const { KeyMaterial = '' } = await world.ec2.send(
    new CreateKeyPairCommand({ KeyName: 'desktop' }),
  )
  const { Images = [] } = await world.ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['Windows_Server-2022-English-Full-Base-*'] }],
    }),
  )
  const [id = ''] = await world.launch('desktop', {
    ImageId: Images[0]?.ImageId,
    KeyName: 'desktop',
  })
  await world.advance('5m')
  await page.goto(world.path(`/connect/${id}?tab=rdp`))
  await expect(page.getByText('It is there, encrypted for the key pair.')).toBeVisible()
  await page.getByRole('button', { name: 'Get password' }).click()
  const dialog = page.getByRole('dialog')
  const key = dialog.getByRole('textbox', { name: 'Private key of desktop' })
  await key.fill('-----BEGIN OPENSSH PRIVATE KEY-----')
  await dialog.getByRole('button', { name: 'Decrypt password' }).click()
  await expect(dialog.getByText('This is no RSA private key as EC2 gives it.')).toBeVisible()
  await key.fill(KeyMaterial)
  await dialog.getByRole('button', { name: 'Decrypt password' }).click()
  await expect(dialog).toBeHidden()
  const password = page
    .locator('dd')
    .filter({ has: page.getByRole('button', { name: /Password/ }) })
  await expect(password).toHaveText(/^\S{32}$/)
})
