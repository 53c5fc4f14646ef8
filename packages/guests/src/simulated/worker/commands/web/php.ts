import { unlessAborted } from '../../system/gate.ts'
import type { Program } from '../call.ts'
import { PhpArray } from '../../php/values.ts'
import { PhpPage } from './php-page.ts'

/** `php`: its version, a file, or a line of code. */
const php: Program = async (call) => {
  const [first, second] = call.args
  if (first === '-v' || first === '--version') {
    await call.out('PHP 8.4.12 (cli) (simulated by Brume: teaching pages only)\n')
    return 0
  }
  if (first === '-m')
    return call.out('[PHP Modules]\nCore\ncurl\ndate\njson\npcre\nstandard\n\n').then(() => 0)
  let file = first === '-f' ? second : first
  if (first === '-r') {
    file = `/tmp/.php-${call.process.pid}`
    call.vfs.writeFile(file, `<?php ${second ?? ''}`, call.cred)
  }
  if (file === undefined || file.startsWith('-'))
    return call.fail('only -v, -m, -r and a file are available in a simulated guest', 1)
  const path = call.absolute(file)
  if (!call.vfs.peek(path, call.cred)) {
    await call.out(`Could not open input file: ${file}\n`)
    return 1
  }
  const page = new PhpPage(call, call.cred, {
    _SERVER: PhpArray.from({ SCRIPT_FILENAME: path, PHP_SELF: file }),
    _GET: new PhpArray(),
    _POST: new PhpArray(),
  })
  const whole = await page.run(path)
  if (first === '-r') call.vfs.remove(path, call.cred, 'file')
  await call.out(
    page.output.replaceAll(
      /<br \/>\n<b>([^<]*)<\/b>:  (.*?) in <b>(.*?)<\/b> on line <b>(\d+)<\/b><br \/>\n/gs,
      '\nPHP $1:  $2 in $3 on line $4\n',
    ),
  )
  return whole ? 0 : 255
}

/** The service that runs pages for web servers; the pages themselves run in theirs. */
const phpFpm: Program = async (call) => {
  if (call.args.includes('-t'))
    return call
      .err('[05-Jan-2026] NOTICE: configuration file /etc/php-fpm.conf test is successful\n')
      .then(() => 0)
  call.process.dormant = true
  call.process.tellReady()
  return unlessAborted(new Promise<never>(() => {}), call.signal)
}

export const phpPrograms = { php, 'php-fpm': phpFpm } satisfies Readonly<Record<string, Program>>
