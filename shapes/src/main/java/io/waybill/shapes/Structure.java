package io.waybill.shapes;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The members of a structure or union, found by name fast.
public final class Structure {
  private final String name;
  private final List<Member> members;
  private final Names byName;
  private final Names byJsonName;
  private final @Nullable Member payload;
  private final boolean hasBodyMembers;

  public Structure(String name, Member... members) {
    this.name = name;
    this.members = List.of(members);
    this.byName = new Names(this.members, Member::name);
    boolean sameInJson = this.members.stream().allMatch(m -> m.name().equals(m.jsonName()));
    this.byJsonName = sameInJson ? byName : new Names(this.members, Member::jsonName);
    this.payload =
        this.members.stream().filter(m -> m.place() == HttpPlace.PAYLOAD).findFirst().orElse(null);
    this.hasBodyMembers = this.members.stream().anyMatch(m -> m.place() == HttpPlace.BODY);
  }

  public String name() {
    return name;
  }

  public List<Member> members() {
    return members;
  }

  /// The member of that name in the model; null where there is none.
  public @Nullable Member member(String memberName) {
    return byName.find(memberName);
  }

  /// The member of that name in restJson; null where there is none.
  public @Nullable Member memberInJson(String jsonName) {
    return byJsonName.find(jsonName);
  }

  /// The member that is the whole body; null where there is none.
  public @Nullable Member payload() {
    return payload;
  }

  /// Whether there are members that stand side by side in a body.
  public boolean hasBodyMembers() {
    return hasBodyMembers;
  }

  @Override
  public String toString() {
    return name;
  }

  /// An open-addressing table of twice the members' number or more. JSON parsers hand out one
  /// String, whose hash is known, for each recurring name: a look-up costs a probe and a
  /// comparison. A HashMap would cost another indirection and a boxed walk; a generated switch,
  /// code for each protocol's names.
  private static final class Names {
    private final @Nullable Member[] table;
    private final @Nullable String[] names;

    Names(List<Member> members, Function<Member, String> naming) {
      int size = Integer.highestOneBit(Math.max(1, members.size())) * 4;
      table = new @Nullable Member[size];
      names = new @Nullable String[size];
      for (Member member : members) {
        String name = naming.apply(member);
        int slot = slot(name);
        while (names[slot] != null) {
          slot = (slot + 1) & (size - 1);
        }
        names[slot] = name;
        table[slot] = member;
      }
    }

    @Nullable Member find(String name) {
      int slot = slot(name);
      while (true) {
        String there = names[slot];
        if (there == null || there.equals(name)) {
          return table[slot];
        }
        slot = (slot + 1) & (names.length - 1);
      }
    }

    private int slot(String name) {
      int hash = name.hashCode();
      return (hash ^ (hash >>> 15)) & (names.length - 1);
    }
  }
}
