import { describe, expect, it } from 'vitest'
import { emitTypes } from '../../src/generator/emit-types.js'
import type { JsonObject } from '../../src/generator/json.js'
import { acmeDocument, at, schemas, sources } from './support/acme.js'

async function acmeTypes(change?: (document: JsonObject) => void): Promise<string> {
  const types = await emitTypes({ document: acmeDocument(change), sources }, 'repository')
  return types.slice(types.indexOf('export interface paths'))
}

describe('the types of a small vendor', () => {
  it('are those of openapi-typescript without what says nothing', async () => {
    expect(await acmeTypes()).toMatchInlineSnapshot(`
      "export interface paths { "/keys": { post: operations["keys.create"] } }
      export interface components {
        schemas: {
          Create: { label: string; region?: "eu" | "us" };
          Created: { id: string; token: string };
        };
      }
      export interface operations {
        "keys.create": {
          requestBody: { content: { "application/json": components["schemas"]["Create"] } };
          responses: { 200: { content: { "application/json": components["schemas"]["Created"] } } };
        };
      }
      "
    `)
  })

  it('keep what only looks like nothing', async () => {
    const types = await acmeTypes((parsed) => {
      Object.assign(at(parsed, 'paths', '/keys', 'post', 'responses'), {
        default: { description: 'Refused.' },
      })
      Object.assign(at(schemas(parsed), 'Created', 'properties'), {
        headers: { type: 'object', additionalProperties: true },
        title: { type: 'string' },
      })
    })
    expect(types).toContain('default: {};')
    expect(types).toContain('headers?: { [key: string]: unknown };')
    expect(types).toContain('title?: string;')
  })

  it('are laid out by what they say, not by the signs in it', async () => {
    const types = await acmeTypes((parsed) => {
      const asked = at(schemas(parsed), 'Create', 'properties')
      Object.assign(asked, {
        accept: { type: 'string', enum: ['*/*', '{    }'], description: 'Ends */ and { opens;' },
        list: { type: 'array', prefixItems: [{ type: 'object', properties: { a: { type: 'string' } } }, {}] },
        long: { type: 'string', description: `Words ${'and words '.repeat(15)}` },
        notes: { type: 'string', description: 'First.\n\n* Second:\n    code' },
      })
    })
    expect(types.slice(types.indexOf('    Create: '), types.indexOf('    Created: '))).toMatchInlineSnapshot(`
      "    Create: {
            label: string;
            region?: "eu" | "us";
            /** Ends *\\/ and { opens; */ accept?: "*/*" | "{    }";
            list?: [ { a?: string }, unknown ];
            /** Words and words and words and words and words and words and words and words and words and words and words and words and words and words and words and words */
            long?: string;
            /**
             * First.
             *
             * * Second:
             *     code
             */
            notes?: string;
          };
      "
    `)
  })
})
