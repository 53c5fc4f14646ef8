import { phpFunctions } from './functions.ts'
import type { PhpHost } from './host.ts'
import { isNode, lineOf, part, parts, text, type PhpNode } from './nodes.ts'
import {
  copyOf,
  looselyEqual,
  PhpArray,
  PhpFunction,
  toBool,
  toNumber,
  toText,
  type Php,
} from './values.ts'

/** An error that ends a page. */
export class PhpError extends Error {
  override readonly name = 'PhpError'
}

/** A thrown exception of PHP. */
export class PhpThrown extends Error {
  override readonly name = 'PhpThrown'
  readonly type: string

  constructor(type: string, message: string) {
    super(message)
    this.type = type
  }
}

class Exit extends Error {}
class Jump extends Error {
  readonly kind: 'break' | 'continue'
  levels: number

  constructor(kind: 'break' | 'continue', levels: number) {
    super(kind)
    this.kind = kind
    this.levels = levels
  }
}
class Returned extends Error {
  readonly value: Php

  constructor(value: Php) {
    super('return')
    this.value = value
  }
}

type Scope = Map<string, Php>

/** Statements and calls that a page may take before PHP's time limit counts as reached. */
const maxSteps = 500_000
const maxDepth = 200

const superglobals = new Set([
  '_SERVER',
  '_GET',
  '_POST',
  '_COOKIE',
  '_REQUEST',
  '_ENV',
  '_SESSION',
  'GLOBALS',
])

/** Evaluates the part of PHP that teaching pages are written in; what it does not know ends the page with a word about it. */
export class Interpreter {
  readonly host: PhpHost
  readonly #functions = new Map<string, PhpNode>()
  readonly #constants = new Map<string, Php>()
  readonly #statics = new Map<PhpNode, Scope>()
  readonly #included = new Set<string>()
  readonly globals: Scope = new Map()
  file: string
  line = 0
  #depth = 0
  #steps = 0

  constructor(host: PhpHost, file: string) {
    this.host = host
    this.file = file
    for (const [name, value] of Object.entries(host.superglobals)) this.globals.set(name, value)
  }

  /** Runs a file; what went wrong is written out as PHP does. Answers whether all went well. */
  async run(file: string): Promise<boolean> {
    try {
      await this.#include(file)
      return true
    } catch (error) {
      if (error instanceof Exit) return true
      this.host.signal.throwIfAborted()
      const said =
        error instanceof PhpThrown
          ? `Uncaught ${error.type}: ${error.message} in ${this.file}:${this.line}\nStack trace:\n#0 {main}\n  thrown`
          : error instanceof Error
            ? error.message
            : 'failed'
      const parse = error instanceof SyntaxError
      await this.host.fail(parse ? 'Parse error' : 'Fatal error', said, this.file, this.line)
      return false
    }
  }

  async #include(file: string): Promise<Php> {
    const source = await this.host.read(file)
    this.#included.add(file)
    const before = this.file
    this.file = file
    const tree = await this.host.parse(source, file)
    const children = parts(tree, 'children')
    this.#hoist(children)
    try {
      await this.#all(children, this.globals)
    } catch (error) {
      if (error instanceof Returned) return error.value
      throw error
    }
    this.file = before
    return 1
  }

  #hoist(nodes: readonly PhpNode[]): void {
    for (const node of nodes)
      if (node.kind === 'function') this.#functions.set(text(node, 'name').toLowerCase(), node)
  }

  async #all(nodes: readonly PhpNode[], scope: Scope): Promise<void> {
    for (const node of nodes) await this.#statement(node, scope)
  }

  async #step(node: PhpNode): Promise<void> {
    this.line = lineOf(node) || this.line
    if (++this.#steps > maxSteps)
      throw new PhpError('Maximum execution time of 30 seconds exceeded')
    if (this.#steps % 200 === 0) await this.host.breathe()
    this.host.signal.throwIfAborted()
  }

  async #statement(node: PhpNode, scope: Scope): Promise<void> {
    await this.#step(node)
    switch (node.kind) {
      case 'inline':
        return this.host.write(text(node, 'value'))
      case 'echo':
        for (const each of parts(node, 'expressions'))
          this.host.write(toText(await this.#value(each, scope)))
        return
      case 'expressionstatement': {
        const expression = part(node, 'expression')
        if (expression) await this.#value(expression, scope)
        return
      }
      case 'block':
      case 'program':
      case 'namespace':
      case 'declare':
        return this.#all(parts(node, 'children'), scope)
      case 'if': {
        const test = part(node, 'test')
        const branch =
          test && toBool(await this.#value(test, scope))
            ? part(node, 'body')
            : part(node, 'alternate')
        if (branch) await this.#statement(branch, scope)
        return
      }
      case 'while':
      case 'do':
      case 'for':
        return this.#loop(node, scope)
      case 'foreach':
        return this.#foreach(node, scope)
      case 'switch':
        return this.#switch(node, scope)
      case 'break':
      case 'continue': {
        const level = part(node, 'level')
        throw new Jump(node.kind, level ? toNumber(await this.#value(level, scope)) : 1)
      }
      case 'return': {
        const value = part(node, 'expr')
        throw new Returned(value ? await this.#value(value, scope) : null)
      }
      case 'function':
        this.#functions.set(text(node, 'name').toLowerCase(), node)
        return
      case 'global':
        for (const item of parts(node, 'items')) this.#bindGlobal(scope, text(item, 'name'))
        return
      case 'static':
        return this.#static(node, scope)
      case 'constantstatement':
        for (const each of parts(node, 'constants')) {
          const value = part(each, 'value')
          this.#constants.set(text(each, 'name'), value ? await this.#value(value, scope) : null)
        }
        return
      case 'unset':
        for (const each of parts(node, 'variables')) await this.#unset(each, scope)
        return
      case 'try':
        return this.#try(node, scope)
      case 'noop':
      case 'usegroup':
        return
      default:
        throw new PhpError(
          `${node.kind} is not available in a simulated guest, whose PHP knows teaching pages only`,
        )
    }
  }

  #bindGlobal(scope: Scope, name: string): void {
    // Reads and writes go to the global scope from here on.
    if (scope !== this.globals) globalNames(scope).add(name)
  }

  #scopeOf(scope: Scope, name: string): Scope {
    return superglobals.has(name) || (scope !== this.globals && globalNames(scope).has(name))
      ? this.globals
      : scope
  }

  async #static(node: PhpNode, scope: Scope): Promise<void> {
    let kept = this.#statics.get(node)
    if (!kept) {
      kept = new Map()
      this.#statics.set(node, kept)
      for (const each of parts(node, 'variables')) {
        const value = part(each, 'defaultValue')
        kept.set(
          text(part(each, 'variable') ?? each, 'name'),
          value ? await this.#value(value, scope) : null,
        )
      }
    }
    staticScopes(scope).push(kept)
    for (const [name, value] of kept) scope.set(name, value)
  }

  async #loop(node: PhpNode, scope: Scope): Promise<void> {
    const test = async (): Promise<boolean> => {
      const tests = parts(node, 'test')
      let held = true
      for (const each of tests) held = toBool(await this.#value(each, scope))
      return held
    }
    for (const each of parts(node, 'init')) await this.#value(each, scope)
    for (let first = true; ; first = false) {
      if (!(first && node.kind === 'do') && !(await test())) return
      if (await this.#body(node, scope)) return
      for (const each of parts(node, 'increment')) await this.#value(each, scope)
    }
  }

  /** The body of a loop; answers whether the loop is over. */
  async #body(node: PhpNode, scope: Scope): Promise<boolean> {
    await this.#step(node)
    const body = part(node, 'body')
    try {
      if (body) await this.#statement(body, scope)
    } catch (error) {
      if (!(error instanceof Jump)) throw error
      if (--error.levels > 0) throw error
      return error.kind === 'break'
    }
    return false
  }

  async #foreach(node: PhpNode, scope: Scope): Promise<void> {
    const source = part(node, 'source')
    const over = source ? await this.#value(source, scope) : null
    if (!(over instanceof PhpArray)) {
      this.host.write(
        this.host.warning('foreach() argument must be of type array|object', this.file, this.line),
      )
      return
    }
    const key = part(node, 'key')
    const value = part(node, 'value')
    for (const [name, each] of [...over.entries]) {
      if (key) await this.#assign(key, name, scope)
      if (value) await this.#assign(value, copyOf(each), scope)
      if (await this.#body(node, scope)) return
    }
  }

  async #switch(node: PhpNode, scope: Scope): Promise<void> {
    const test = part(node, 'test')
    const value = test ? await this.#value(test, scope) : null
    const body = part(node, 'body')
    const cases = body ? parts(body, 'children') : []
    let at = -1
    for (const [index, each] of cases.entries()) {
      const wanted = part(each, 'test')
      if (wanted && looselyEqual(value, await this.#value(wanted, scope))) {
        at = index
        break
      }
    }
    if (at < 0) at = cases.findIndex((each) => !part(each, 'test'))
    if (at < 0) return
    try {
      for (const each of cases.slice(at))
        for (const one of parts(each, 'body')) await this.#statement(one, scope)
    } catch (error) {
      if (!(error instanceof Jump) || --error.levels > 0) throw error
    }
  }

  async #try(node: PhpNode, scope: Scope): Promise<void> {
    const body = part(node, 'body')
    const always = part(node, 'always')
    try {
      if (body) await this.#statement(body, scope)
    } catch (error) {
      const thrown = error
      if (!(thrown instanceof PhpThrown)) throw thrown
      const handler = parts(node, 'catches').find((each) =>
        parts(each, 'what').some((name) => {
          const type = text(name, 'name').replace(/^\\/, '').toLowerCase()
          return ['exception', 'throwable', thrown.type.toLowerCase()].includes(type)
        }),
      )
      if (!handler) throw thrown
      const variable = part(handler, 'variable')
      if (variable) await this.#assign(variable, exceptionValue(thrown), scope)
      const caught = part(handler, 'body')
      if (caught) await this.#statement(caught, scope)
    } finally {
      if (always) await this.#statement(always, scope)
    }
  }

  async #unset(node: PhpNode, scope: Scope): Promise<void> {
    if (node.kind === 'variable')
      this.#scopeOf(scope, text(node, 'name')).delete(text(node, 'name'))
    if (node.kind !== 'offsetlookup') return
    const what = part(node, 'what')
    const offset = part(node, 'offset')
    if (!what || !offset) return
    const array = await this.#value(what, scope)
    const key = await this.#value(offset, scope)
    if (!(array instanceof PhpArray)) return
    const copy = array.copy()
    copy.entries.delete(
      typeof key === 'number' ? key : /^\d+$/.test(toText(key)) ? Number(key) : toText(key),
    )
    await this.#assign(what, copy, scope)
  }

  async #assign(target: PhpNode, value: Php, scope: Scope): Promise<void> {
    switch (target.kind) {
      case 'variable': {
        const name = text(target, 'name')
        this.#scopeOf(scope, name).set(name, value)
        for (const kept of staticScopes(scope)) if (kept.has(name)) kept.set(name, value)
        return
      }
      case 'offsetlookup': {
        const what = part(target, 'what')
        if (!what) return
        const before = await this.#value(what, scope, true)
        const array = before instanceof PhpArray ? before.copy() : new PhpArray()
        const offset = part(target, 'offset')
        if (offset) array.set(await this.#value(offset, scope), value)
        else array.push(value)
        return this.#assign(what, array, scope)
      }
      case 'list':
      case 'array':
        for (const [index, item] of parts(target, 'items').entries()) {
          const key = part(item, 'key')
          const into = item.kind === 'entry' ? part(item, 'value') : item
          if (into && value instanceof PhpArray)
            await this.#assign(into, value.get(key ? await this.#value(key, scope) : index), scope)
        }
        return
      default:
        throw new PhpError(`Cannot assign to ${target.kind} in a simulated guest`)
    }
  }

  async #value(node: PhpNode, scope: Scope, quiet = false): Promise<Php> {
    switch (node.kind) {
      case 'string':
      case 'nowdoc':
        return text(node, 'value')
      case 'identifier':
        return text(node, 'name')
      case 'number':
        return Number(text(node, 'value').replaceAll('_', ''))
      case 'boolean':
        return node['value'] === true
      case 'nullkeyword':
        return null
      case 'encapsed': {
        let made = ''
        for (const each of parts(node, 'value')) {
          const expression = part(each, 'expression') ?? each
          made += toText(await this.#value(expression, scope))
        }
        return node['type'] === 'shell' ? this.#call('shell_exec', [made], [], scope) : made
      }
      case 'variable':
        return this.#variable(node, scope, quiet)
      case 'array': {
        const array = new PhpArray()
        for (const item of parts(node, 'items')) {
          const value = part(item, 'value')
          const key = part(item, 'key')
          const each = value ? copyOf(await this.#value(value, scope)) : null
          if (item['unpack'] === true && each instanceof PhpArray)
            for (const one of each.values) array.push(one)
          else if (key) array.set(await this.#value(key, scope), each)
          else array.push(each)
        }
        return array
      }
      case 'offsetlookup':
        return this.#offset(node, scope, quiet)
      case 'propertylookup':
      case 'nullsafepropertylookup': {
        const what = part(node, 'what')
        const object = what ? await this.#value(what, scope) : null
        return object instanceof PhpArray
          ? object.get(text(part(node, 'offset') ?? node, 'name'))
          : null
      }
      case 'assign':
        return this.#assignment(node, scope)
      case 'bin':
        return this.#binary(node, scope)
      case 'unary': {
        const what = part(node, 'what')
        const value = what ? await this.#value(what, scope) : null
        return node['type'] === '!'
          ? !toBool(value)
          : node['type'] === '-'
            ? -toNumber(value)
            : toNumber(value)
      }
      case 'cast': {
        const inner = part(node, 'expr') ?? part(node, 'what')
        return cast(text(node, 'type'), inner ? await this.#value(inner, scope) : null)
      }
      case 'pre':
      case 'post': {
        const what = part(node, 'what')
        if (!what) return null
        const before = await this.#value(what, scope, true)
        const after = toNumber(before) + (node['type'] === '-' ? -1 : 1)
        await this.#assign(what, after, scope)
        return node.kind === 'pre' ? after : before
      }
      case 'retif': {
        const test = part(node, 'test')
        const value = test ? await this.#value(test, scope) : null
        const yes = part(node, 'trueExpr')
        const no = part(node, 'falseExpr')
        if (toBool(value)) return yes ? this.#value(yes, scope) : value
        return no ? this.#value(no, scope) : null
      }
      case 'isset':
        for (const each of parts(node, 'variables'))
          if ((await this.#value(each, scope, true)) === null) return false
        return true
      case 'empty': {
        const what = part(node, 'expression')
        return what ? !toBool(await this.#value(what, scope, true)) : true
      }
      case 'silent': {
        const inner = part(node, 'expr')
        return inner ? this.#silently(() => this.#value(inner, scope, true)) : null
      }
      case 'parenthesis': {
        const inner = part(node, 'inner')
        return inner ? this.#value(inner, scope) : null
      }
      case 'print': {
        const inner = part(node, 'expression')
        this.host.write(inner ? toText(await this.#value(inner, scope)) : '')
        return 1
      }
      case 'exit': {
        const inner = part(node, 'expression')
        const value = inner ? await this.#value(inner, scope) : null
        if (typeof value === 'string') this.host.write(value)
        throw new Exit()
      }
      case 'include':
        return this.#includeNode(node, scope)
      case 'closure':
      case 'arrowfunc':
        return this.#closure(node, scope)
      case 'call':
        return this.#callNode(node, scope)
      case 'new':
        return this.#new(node, scope)
      case 'throw': {
        const what = part(node, 'what')
        const value = what ? await this.#value(what, scope) : null
        throw value instanceof PhpArray
          ? new PhpThrown(toText(value.get('type')), toText(value.get('message')))
          : new PhpError('Can only throw objects')
      }
      case 'magic':
        return text(node, 'value') === '__DIR__'
          ? this.file.replace(/\/[^/]*$/, '')
          : text(node, 'value') === '__LINE__'
            ? this.line
            : this.file
      case 'name':
      case 'constref':
        return this.#constant(text(node, 'name'))
      default:
        throw new PhpError(
          `${node.kind} is not available in a simulated guest, whose PHP knows teaching pages only`,
        )
    }
  }

  #quiet = 0

  async #silently<T>(run: () => Promise<T>): Promise<T> {
    this.#quiet++
    try {
      return await run()
    } finally {
      this.#quiet--
    }
  }

  warn(message: string): void {
    if (this.#quiet === 0) this.host.write(this.host.warning(message, this.file, this.line))
  }

  #variable(node: PhpNode, scope: Scope, quiet: boolean): Php {
    const name = text(node, 'name')
    const found = this.#scopeOf(scope, name).get(name)
    if (found === undefined && !quiet) this.warn(`Undefined variable $${name}`)
    return found ?? null
  }

  async #offset(node: PhpNode, scope: Scope, quiet: boolean): Promise<Php> {
    const what = part(node, 'what')
    const offset = part(node, 'offset')
    const value = what ? await this.#value(what, scope, quiet) : null
    const key = offset ? await this.#value(offset, scope) : null
    if (typeof value === 'string') {
      const at = toNumber(key)
      return value.charAt(at < 0 ? value.length + at : at) || null
    }
    if (!(value instanceof PhpArray)) return null
    const found = value.get(key)
    if (
      found === null &&
      !quiet &&
      !value.entries.has(typeof key === 'number' ? key : toText(key)) &&
      !value.entries.has(Number(toText(key)))
    )
      this.warn(`Undefined array key ${typeof key === 'number' ? key : `"${toText(key)}"`}`)
    return found
  }

  async #assignment(node: PhpNode, scope: Scope): Promise<Php> {
    const left = part(node, 'left')
    const right = part(node, 'right')
    if (!left || !right) return null
    const operator = text(node, 'operator')
    if (operator === '??=') {
      const before = await this.#value(left, scope, true)
      if (before !== null) return before
    }
    const value = copyOf(await this.#value(right, scope))
    const result =
      operator === '=' || operator === '??='
        ? value
        : operate(operator.slice(0, -1), await this.#value(left, scope, operator === '.='), value)
    await this.#assign(left, result, scope)
    return result
  }

  async #binary(node: PhpNode, scope: Scope): Promise<Php> {
    const type = text(node, 'type').toLowerCase()
    const left = part(node, 'left')
    const right = part(node, 'right')
    if (!left || !right) return null
    if (type === '??') return (await this.#value(left, scope, true)) ?? this.#value(right, scope)
    const one = await this.#value(left, scope)
    if (type === '&&' || type === 'and')
      return toBool(one) && toBool(await this.#value(right, scope))
    if (type === '||' || type === 'or')
      return toBool(one) || toBool(await this.#value(right, scope))
    return operate(type, one, await this.#value(right, scope))
  }

  #constant(name: string): Php {
    const plain = name.replace(/^\\/, '')
    const own = this.#constants.get(plain)
    if (own !== undefined) return own
    const known = constants[plain] ?? constants[plain.toUpperCase()]
    if (known !== undefined) return known
    if (plain.startsWith('CURL')) return plain
    throw new PhpThrown('Error', `Undefined constant "${plain}"`)
  }

  async #includeNode(node: PhpNode, scope: Scope): Promise<Php> {
    const target = part(node, 'target')
    const name = target ? toText(await this.#value(target, scope)) : ''
    const directory = this.file.replace(/\/[^/]*$/, '')
    const path = name.startsWith('/') ? name : `${directory}/${name.replace(/^\.\//, '')}`
    if (node['once'] === true && this.#included.has(path)) return true
    if (!(await this.host.exists(path))) {
      const word = node['require'] === true ? 'require' : 'include'
      this.warn(`${word}(${name}): Failed to open stream: No such file or directory`)
      if (node['require'] !== true) return false
      throw new PhpError(
        `Uncaught Error: Failed opening required '${name}' (include_path='.:/usr/share/php')`,
      )
    }
    return this.#include(path)
  }

  #closure(node: PhpNode, scope: Scope): PhpFunction {
    const kept: Scope = new Map(node.kind === 'arrowfunc' ? scope : [])
    for (const use of parts(node, 'uses'))
      kept.set(text(use, 'name'), scope.get(text(use, 'name')) ?? null)
    return new PhpFunction((args) => this.#invoke(node, args, kept))
  }

  async #invoke(node: PhpNode, args: readonly Php[], kept: Scope = new Map()): Promise<Php> {
    if (++this.#depth > maxDepth) throw new PhpError('Maximum function nesting level reached')
    const inner: Scope = new Map(kept)
    try {
      for (const [index, parameter] of parts(node, 'arguments').entries()) {
        const name = text(parameter, 'name')
        const initial = part(parameter, 'value')
        if (parameter['variadic'] === true) inner.set(name, PhpArray.of(args.slice(index)))
        else
          inner.set(
            name,
            index < args.length
              ? copyOf(args[index] ?? null)
              : initial
                ? await this.#value(initial, inner)
                : null,
          )
      }
      const body = part(node, 'body')
      if (!body) return null
      if (node.kind === 'arrowfunc') return await this.#value(body, inner)
      await this.#statement(body, inner)
      return null
    } catch (error) {
      if (error instanceof Returned) return error.value
      throw error
    } finally {
      this.#depth--
    }
  }

  async #callNode(node: PhpNode, scope: Scope): Promise<Php> {
    await this.#step(node)
    const what = part(node, 'what')
    const given = parts(node, 'arguments')
    const args: Php[] = []
    for (const each of given) {
      const inner = each.kind === 'namedargument' ? (part(each, 'value') ?? each) : each
      args.push(await this.#value(inner, scope, true))
    }
    if (!what) return null
    if (what.kind === 'name')
      return this.#call(text(what, 'name').replace(/^\\/, ''), args, given, scope)
    if (what.kind === 'propertylookup') {
      const object = part(what, 'what')
      const name = text(part(what, 'offset') ?? what, 'name')
      const value = object ? await this.#value(object, scope) : null
      if (value instanceof PhpArray && /^get(?:Message|Code|Line|File)$/i.test(name))
        return value.get(name.slice(3).toLowerCase())
      throw new PhpThrown(
        'Error',
        `Call to a method ${name}() that is not available in a simulated guest`,
      )
    }
    const callee = await this.#value(what, scope)
    if (callee instanceof PhpFunction) return callee.call(args)
    if (typeof callee === 'string') return this.#call(callee, args, given, scope)
    throw new PhpThrown('Error', 'Value not callable')
  }

  async #call(name: string, args: Php[], nodes: readonly PhpNode[], scope: Scope): Promise<Php> {
    const own = this.#functions.get(name.toLowerCase())
    if (own) return this.#invoke(own, args)
    const lower = name.toLowerCase()
    if (lower === 'define') {
      this.#constants.set(toText(args[0] ?? ''), args[1] ?? null)
      return true
    }
    if (lower === 'function_exists')
      return (
        this.#functions.has(toText(args[0] ?? '').toLowerCase()) ||
        Object.hasOwn(phpFunctions, toText(args[0] ?? '').toLowerCase())
      )
    if (!Object.hasOwn(phpFunctions, lower))
      throw new PhpError(
        `Uncaught Error: Call to ${name}(), which is not available in a simulated guest`,
      )
    const run = phpFunctions[lower]
    if (!run) return null
    return run(args, {
      host: this.host,
      warn: (message) => this.warn(message),
      call: (callee, values) =>
        callee instanceof PhpFunction
          ? callee.call(values)
          : this.#call(toText(callee), values, [], scope),
      // A parameter that the function writes to.
      set: async (index, value) => {
        const target = nodes[index]
        if (target && isNode(target)) await this.#assign(target, value, scope)
      },
    })
  }

  async #new(node: PhpNode, scope: Scope): Promise<Php> {
    const type = text(part(node, 'what') ?? node, 'name').replace(/^\\/, '')
    const args: Php[] = []
    for (const each of parts(node, 'arguments')) args.push(await this.#value(each, scope))
    if (/^(?:mysqli|pdo)$/i.test(type)) {
      const pdo = type.toLowerCase() === 'pdo'
      const reason = await this.host.databaseError(
        pdo
          ? (/host=([^;]*)/.exec(toText(args[0] ?? ''))?.[1] ?? 'localhost')
          : toText(args[0] ?? 'localhost'),
      )
      throw pdo
        ? new PhpThrown('PDOException', `SQLSTATE[HY000] [2002] ${reason}`)
        : new PhpThrown('mysqli_sql_exception', reason)
    }
    if (/(?:Exception|Error)$/.test(type))
      return exceptionValue(new PhpThrown(type, toText(args[0] ?? '')))
    throw new PhpError(`Uncaught Error: Class "${type}" is not available in a simulated guest`)
  }
}

function exceptionValue(thrown: PhpThrown): PhpArray {
  return PhpArray.from({ type: thrown.type, message: thrown.message, code: 0 })
}

const boundGlobals = new WeakMap<Scope, Set<string>>()
function globalNames(scope: Scope): Set<string> {
  let names = boundGlobals.get(scope)
  if (!names) boundGlobals.set(scope, (names = new Set()))
  return names
}

const boundStatics = new WeakMap<Scope, Scope[]>()
function staticScopes(scope: Scope): Scope[] {
  let scopes = boundStatics.get(scope)
  if (!scopes) boundStatics.set(scope, (scopes = []))
  return scopes
}

const constants: Readonly<Record<string, Php>> = {
  PHP_EOL: '\n',
  PHP_VERSION: '8.4.12',
  PHP_MAJOR_VERSION: 8,
  PHP_MINOR_VERSION: 4,
  PHP_RELEASE_VERSION: 12,
  PHP_VERSION_ID: 80412,
  PHP_OS: 'Linux',
  PHP_INT_MAX: Number.MAX_SAFE_INTEGER,
  DIRECTORY_SEPARATOR: '/',
  JSON_PRETTY_PRINT: 128,
  JSON_UNESCAPED_SLASHES: 64,
  JSON_UNESCAPED_UNICODE: 256,
  JSON_THROW_ON_ERROR: 4_194_304,
  ENT_QUOTES: 3,
  E_ALL: 32_767,
  LOCK_EX: 2,
  FILE_APPEND: 8,
  FILE_IGNORE_NEW_LINES: 2,
  FILE_SKIP_EMPTY_LINES: 4,
  M_PI: Math.PI,
  TRUE: true,
  FALSE: false,
  NULL: null,
  MYSQLI_REPORT_OFF: 0,
}

function cast(type: string, value: Php): Php {
  if (type.startsWith('int')) return Math.trunc(toNumber(value))
  if (/^(?:float|double)/.test(type)) return toNumber(value)
  if (type === 'string') return toText(value)
  if (type.startsWith('bool')) return toBool(value)
  if (type === 'array')
    return value instanceof PhpArray
      ? value
      : value === null
        ? new PhpArray()
        : PhpArray.of([value])
  return value
}

function operate(type: string, a: Php, b: Php): Php {
  switch (type) {
    case '.':
      return toText(a) + toText(b)
    case '+':
      if (a instanceof PhpArray && b instanceof PhpArray)
        return new PhpArray([...b.entries, ...a.entries])
      return toNumber(a) + toNumber(b)
    case '-':
      return toNumber(a) - toNumber(b)
    case '*':
      return toNumber(a) * toNumber(b)
    case '/':
      if (toNumber(b) === 0) throw new PhpThrown('DivisionByZeroError', 'Division by zero')
      return toNumber(a) / toNumber(b)
    case '%':
      if (Math.trunc(toNumber(b)) === 0)
        throw new PhpThrown('DivisionByZeroError', 'Modulo by zero')
      return Math.trunc(toNumber(a)) % Math.trunc(toNumber(b))
    case '**':
      return toNumber(a) ** toNumber(b)
    case '==':
      return looselyEqual(a, b)
    case '!=':
    case '<>':
      return !looselyEqual(a, b)
    case '===':
      return a === b || (a instanceof PhpArray && b instanceof PhpArray && looselyEqual(a, b))
    case '!==':
      return !(a === b || (a instanceof PhpArray && b instanceof PhpArray && looselyEqual(a, b)))
    case '<':
      return compare(a, b) < 0
    case '<=':
      return compare(a, b) <= 0
    case '>':
      return compare(a, b) > 0
    case '>=':
      return compare(a, b) >= 0
    case '<=>':
      return Math.sign(compare(a, b))
    case '&':
      return toNumber(a) & toNumber(b)
    case '|':
      return toNumber(a) | toNumber(b)
    case '^':
      return toNumber(a) ^ toNumber(b)
    case '<<':
      return toNumber(a) << toNumber(b)
    case '>>':
      return toNumber(a) >> toNumber(b)
    case 'xor':
      return toBool(a) !== toBool(b)
    default:
      throw new PhpError(`The operator ${type} is not available in a simulated guest`)
  }
}

function compare(a: Php, b: Php): number {
  const numeric = (value: Php): boolean =>
    typeof value !== 'string' || /^\s*[-+]?\d*\.?\d+\s*$/.test(value)
  if (numeric(a) && numeric(b)) return toNumber(a) - toNumber(b)
  const [one, other] = [toText(a), toText(b)]
  return one < other ? -1 : one > other ? 1 : 0
}
