import Testing

@testable import Simulator

@Suite struct NameListTests {
  @Test("Names keep the order in which they came; one that comes back goes last")
  func order() {
    var list = NameList()
    let names = (0..<50).map { ObjectName("demo", "vm-\($0)") }
    for name in names { list.append(name) }
    list.append(names[3])
    #expect(list.names == names)
    for name in names.prefix(40) { list.remove(name) }
    #expect(list.first(2) == Array(names[40...41]))
    list.append(names[0])
    #expect(list.names == Array(names[40...]) + [names[0]])
    for name in list.names { list.remove(name) }
    #expect(list.isEmpty && list.names.isEmpty)
  }

  @Test func `names that are given to what is there keep its order`() {
    var list = NameList()
    for number in 0..<4 { list.append(ObjectName("old", "vm-\(number)")) }
    list.remove(ObjectName("old", "vm-1"))
    list.rename { ObjectName("new", $0.name) }
    #expect(list.names == [0, 2, 3].map { ObjectName("new", "vm-\($0)") })
    list.remove(ObjectName("new", "vm-2"))
    list.append(ObjectName("new", "vm-1"))
    #expect(list.names == [0, 3, 1].map { ObjectName("new", "vm-\($0)") })
  }
}
