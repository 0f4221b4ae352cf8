// What a migration needs of age: a bundler that is told so leaves out what opens files.
export { armor, Encrypter } from 'age-encryption'
