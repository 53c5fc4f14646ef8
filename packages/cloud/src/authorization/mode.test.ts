import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestCloud } from '@brume/test-kit'
import { expect, test } from 'vitest'

const account = '111122223333'

test('an account has the mode that it was given, over a restart, until it is reset', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'brume-iam-'))
  let cloud = await startTestCloud({ dataDir })
  try {
    const control = (init?: RequestInit) =>
      fetch(`${cloud.url}/_brume/iam?account=${account}`, init).then((answer) => answer.json())
    const post = (body: object) =>
      control({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect(await control()).toEqual({ account, mode: 'off' })
    expect(await post({ account, mode: 'explain' })).toEqual({ account, mode: 'explain' })
    expect(await post({ account, mode: 'on' })).toEqual({
      message: '"mode" is one of off, explain, enforce.',
    })
    const secret = cloud.authorization.rootSecret(account)
    expect(secret).toMatch(/^[A-Za-z0-9+/]{40}$/)
    expect(cloud.authorization.rootSecret('123456789012')).not.toBe(secret)
    await cloud.close()

    cloud = await startTestCloud({ dataDir, iam: 'off' })
    expect(cloud.authorization.mode(account)).toBe('explain')
    expect(cloud.authorization.rootSecret(account)).toBe(secret)
    cloud.reset(account)
    expect(await control()).toEqual({ account, mode: 'off' })
  } finally {
    await cloud.close()
    rmSync(dataDir, { recursive: true })
  }
})
