import type { GetAttributeValuesRequest, GetAttributeValuesResponse } from '@aws-sdk/client-pricing'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { checkService, pageOf } from './page.ts'
import { attributeNames, attributesOf, productsOf } from './products.ts'

/** Lists the values that an attribute of products has. */
export const GetAttributeValues = operation<GetAttributeValuesRequest, GetAttributeValuesResponse>(
  'GetAttributeValues',
  (_ctx, { ServiceCode, AttributeName = '', ...page }) => {
    checkService(ServiceCode)
    if (!attributeNames().includes(AttributeName)) {
      throw new AwsError('NotFoundException', `There is no attribute ${AttributeName}.`)
    }
    const { items, NextToken } = pageOf(valuesOf(AttributeName), page)
    return { AttributeValues: items.map((Value) => ({ Value })), NextToken }
  },
)

/** What of each kind there is, is the same at every call. */
const known = new Map<string, readonly string[]>()

function valuesOf(name: string): readonly string[] {
  let values = known.get(name)
  if (!values) {
    values = [...new Set(allValues(name))].toSorted()
    known.set(name, values)
  }
  return values
}

function* allValues(name: string): Generator<string> {
  if (name === 'termType') yield* ['OnDemand', 'Reserved']
  else if (name === 'productFamily') yield 'Compute Instance'
  else {
    for (const product of productsOf(() => undefined)) {
      const value = attributesOf(product)[name]
      if (value !== undefined) yield value
    }
  }
}
