import { compileConditions, type RequestTest, type RuleCondition } from '@brume/ec2-model'
import { contains, parseAddress, parseBlock } from '../../network/address.ts'

/** A rule's conditions, with this network's arithmetic of addresses. */
export function compileRule(conditions: readonly RuleCondition[]): RequestTest {
  return compileConditions(conditions, (text) => {
    const block = parseBlock(text)
    return (from) => {
      const address = parseAddress(from)
      return block !== undefined && address !== undefined && contains(block, address)
    }
  })
}
