import { Field, InputType } from 'type-graphql';
import type { Language } from '../user';
import { LanguageEnum } from './user-types';

/** What is entered about the person of a new user. No type of the schema by itself. */
@InputType()
export abstract class ProfileInput {
  @Field(() => String, { description: 'The person’s name.' })
  name!: string;

  @Field(() => String, { description: 'Where notices go.' })
  email!: string;

  @Field(() => LanguageEnum, { defaultValue: 'ja', description: 'The language of notices.' })
  language!: Language;
}
